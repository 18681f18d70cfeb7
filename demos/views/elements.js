/** @returns {HTMLElement} a new element with `children`, nodes or texts */
export function make(tag, ...children) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}
