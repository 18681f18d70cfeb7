/** Hear window events as long as `element` is on the page. */
export function listen(element, name, handle) {
  const heard = (event) => {
    if (element.isConnected) handle(event);
    else removeEventListener(name, heard);
  };
  addEventListener(name, heard);
}
