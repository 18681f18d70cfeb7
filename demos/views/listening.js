/** Hear window events as long as `element` is on the page. */
export function listen(element, name, handle) {
  const heard = (event) => {
    if (element.isConnected) handle(event);
    else removeEventListener(name, heard);
  };
  addEventListener(name, heard);
}

/**
 * Put what a view asks for into its value in the moment in which the run of its tab begins, before the
 * line under the button starts it and Gradio reads the value.
 */
export function orderAtBegin(element, props, order) {
  const write = ({ detail }) => {
    if (!element.isConnected) removeEventListener("unfog:begin", write, true);
    else if (detail.slug === props.slug) props.value = JSON.stringify(order());
  };
  addEventListener("unfog:begin", write, true);
}
