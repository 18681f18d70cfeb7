import { styled } from "./elements.js";
import { save } from "./film_files.js";
import { number, whole } from "./format.js";
import { listen } from "./listening.js";
import { moved } from "./roving.js";
import { grouped, letterStarts, mostMerged, SPECIAL, spansOf, touches } from "./token_chips.js";
import { letters, wholeLetters } from "./token_letters.js";
import { TokenPanel } from "./token_panel.js";
import { floats, unpack } from "./unpack.js";

const MOST = 1500; // tokens of a lane that are shown

/** One text before several tokenizers: a lane of chips for each, linked by the bytes they hold. */
class TokenLanes {
  constructor(element, props) {
    this.view = element.querySelector(".lanes");
    this.list = element.querySelector(".list");
    this.panel = new TokenPanel(element.querySelector(".panel"));
    this.props = props;
    this.lanes = [];
    this.bytes = new Uint8Array();
    this.chosen = null; // {lane, index}
    this.list.addEventListener("pointerover", ({ target }) => this.link(target.closest(".chip")));
    this.list.addEventListener("pointerleave", () => this.link(null));
    this.list.addEventListener("focusin", ({ target }) => this.link(target.closest(".chip")));
    this.list.addEventListener("click", ({ target }) => this.pick(target.closest(".chip")));
    this.list.addEventListener("keydown", (event) => this.move(event));
    for (const button of element.querySelectorAll("[data-layer]")) {
      button.addEventListener("click", () => this.toggle(button));
    }
    for (const button of element.querySelectorAll("[data-tab]")) {
      button.hidden = !document.querySelector(`#tab-${button.dataset.tab}-button`);
      button.addEventListener("click", () => this.handOver(button.dataset.tab));
    }
  }

  receive(text) {
    if (!text) return;
    const { header, blobs } = unpack(text);
    this.bytes = blobs.get("text").bytes;
    this.header = header;
    const starts = letterStarts(this.bytes);
    this.lanes = header.lanes.map((told, which) => {
      const numbers = {
        ids: floats(blobs.get(`ids:${which}`)),
        spans: floats(blobs.get(`spans:${which}`)),
        kinds: blobs.get(`kinds:${which}`).bytes,
      };
      return { ...told, ...numbers, groups: grouped(numbers, starts, MOST), chips: [] };
    });
    this.show();
  }

  show() {
    const reference = spansOf(this.lanes[0]);
    const { characters, bytes } = this.lanes[0].counts;
    this.view.querySelector(".size").textContent = `${whole(characters)} characters, ${whole(bytes)} bytes`;
    this.list.replaceChildren(...this.lanes.map((lane, which) => this.lane(lane, which, reference)));
    this.view.dataset.lanes = this.lanes.length;
    this.view.dataset.tokens = this.lanes.map((lane) => lane.ids.length).join(" ");
    const first = this.lanes.findIndex((lane) => Object.values(lane.histories).some((trees) => trees.length));
    const lane = Math.max(0, first);
    const told = this.lanes[lane];
    if (told?.ids.length) this.choose({ lane, index: mostMerged(told, told.histories, MOST) });
    else this.panel.clear();
  }

  lane(lane, which, reference) {
    const box = styled("section", "lane");
    box.append(head(lane, this.lanes[0], which));
    const chips = styled("div", "chips");
    chips.setAttribute("role", "group");
    chips.setAttribute("aria-label", `${lane.title}: tokens`);
    let end = 0;
    for (const group of lane.groups) {
      if (group.start > end) chips.append(this.gap(end, group.start));
      chips.append(...this.group(group, lane, which, which ? reference : null));
      end = group.end;
    }
    const more = lane.ids.length - MOST;
    if (more > 0) chips.append(styled("span", "rest", `and ${whole(more)} more`));
    else if (end < this.bytes.length) chips.append(this.gap(end, this.bytes.length));
    if (!lane.ids.length) chips.append(styled("span", "rest", "No tokens: the text is empty."));
    box.append(chips);
    return box;
  }

  /** What was dropped between two tokens. */
  gap(start, end) {
    const gap = styled("span", "gap");
    gap.title = "dropped: no token holds this";
    gap.append(...letters(this.bytes.subarray(start, end)));
    return gap;
  }

  group(group, lane, which, reference) {
    const chips = group.tokens.map((token) => this.chip(token, lane, which, reference));
    const breaks = this.bytes[group.end - 1] === 10 && group.end > group.start ? [styled("br", "")] : [];
    if (chips.length === 1) return [...chips, ...breaks];
    const own = wholeLetters(this.bytes.subarray(group.start, group.end));
    return [styled("span", "shared", styled("span", "parts", ...chips), styled("span", "whole", ...own)), ...breaks];
  }

  chip(token, lane, which, reference) {
    const chip = styled("button", ["chip", ["", "special", "unknown"][token.kind]].join(" "));
    chip.type = "button";
    const isText = token.kind !== SPECIAL && token.end > token.start;
    const name = isText ? letters(this.bytes.subarray(token.start, token.end)) : [lane.names[token.id]];
    chip.append(styled("span", "name", ...name), styled("span", "id", String(token.id)));
    if (reference && !reference.has(`${token.start}-${token.end}`)) chip.classList.add("differs");
    chip.dataset.lane = which;
    chip.dataset.index = token.index;
    chip.tabIndex = token.index ? -1 : 0;
    chip.token = token;
    lane.chips.push(chip);
    return chip;
  }

  /** Show, in every lane, which tokens hold the bytes of this one. */
  link(chip) {
    const token = chip?.token;
    for (const lane of this.lanes) {
      for (const other of lane.chips) {
        other.classList.toggle("linked", Boolean(token) && touches(other.token, token.start, token.end));
      }
    }
  }

  pick(chip) {
    if (chip) this.choose({ lane: Number(chip.dataset.lane), index: Number(chip.dataset.index) });
  }

  choose(place) {
    this.chosen = place;
    const lane = this.lanes[place.lane];
    for (const { chips } of this.lanes) for (const chip of chips) chip.removeAttribute("aria-pressed");
    const chip = lane.chips[place.index];
    chip.setAttribute("aria-pressed", "true");
    for (const other of lane.chips) other.tabIndex = other === chip ? 0 : -1;
    this.panel.show(lane, chip.token, this.bytes);
    this.view.dataset.chosen = chip.token.id;
  }

  move(event) {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    const { chips } = this.lanes[chip.dataset.lane];
    const there = moved(chips.indexOf(chip), event.key, chips.length);
    if (there === null) return;
    event.preventDefault();
    chips[there].focus();
    this.pick(chips[there]);
  }

  toggle(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    this.view.classList.toggle(`no-${button.dataset.layer}`, !on);
  }

  /** Open another tab, whose prompt this text becomes. */
  handOver(slug) {
    const text = new TextDecoder().decode(this.bytes);
    unfog.open(slug, new URLSearchParams({ prompt: text.trimEnd() }));
  }

  /** Save what is shown: settings, ids, spans and strings. */
  download() {
    if (!this.lanes.length) return;
    const lanes = this.lanes.map(({ key, title, ids, spans, names, counts }) => ({
      tokenizer: key, title, ...counts,
      ids: [...ids],
      spans: Array.from(ids, (_, index) => [spans[2 * index], spans[2 * index + 1]]),
      strings: Object.fromEntries(Object.entries(names)),
    }));
    const told = { settings: this.header.settings, lanes };
    save(new TextEncoder().encode(JSON.stringify(told, null, 1)), "application/json", "unfog-tokens.json");
  }
}

/** The title of a lane and its counts; beside the first one stand all others. */
function head(lane, first, which) {
  const box = styled("header");
  const { counts } = lane;
  const title = styled("h3", "", lane.title);
  const facts = styled("p", "facts");
  const ratio = which && first.ids.length ? `, × ${number(counts.tokens / first.ids.length)}` : "";
  facts.append(styled("b", "", whole(counts.tokens)), ` ${counts.tokens === 1 ? "token" : "tokens"}${ratio}`);
  for (const [amount, name] of [[counts.special, "special"], [counts.unknown, "unknown"]]) {
    if (amount) facts.append(" · ", styled("b", "", whole(amount)), ` ${name}`);
  }
  facts.append(" · ", styled("b", "", number(counts.per_token)), " characters per token");
  box.append(title, facts);
  return box;
}

export function mount(element, props, trigger, watch) {
  const view = new TokenLanes(element, props);
  watch("value", () => view.receive(props.value));
  view.receive(props.value);
  listen(element, "unfog:download", ({ detail }) => {
    if (detail.slug === props.slug && detail.what === "tokens") view.download();
  });
  if (!props.value && !unfog.hasLink(props.slug)) unfog.ready.then(() => unfog.press(props.slug));
}
