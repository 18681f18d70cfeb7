/** Messages are worked on one after the other, in the order in which they came. */
export class Inbox {
  constructor() {
    this.last = Promise.resolve();
  }

  /** Do `work` once all that came before is done; an error in it does not hold up the next. */
  add(work) {
    this.last = this.last.then(work).catch((error) => console.error(error));
  }
}
