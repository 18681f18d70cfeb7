/** @returns {HTMLElement} a new element with `children`, nodes or texts */
export function make(tag, ...children) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}

/** @returns {HTMLElement} the same with a class */
export function styled(tag, className = "", ...children) {
  const node = make(tag, ...children);
  node.className = className;
  return node;
}
