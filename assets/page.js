// The page's own behaviour, as `window.unfog`: tabs, links, projector mode, predictions.
// It stands in the head, so the address is read before Gradio changes it.
window.unfog = (() => {
  const address = new URL(location.href);
  const links = new Map(); // slug -> URLSearchParams of the link that was opened
  if (address.hash.length > 1) {
    links.set(address.searchParams.get("tab"), new URLSearchParams(address.hash.slice(1)));
  }
  const chosen = new Map(); // slug -> the experiment that was picked
  const place = {}; // slug -> what a view wants kept in the link, such as {step: 12}
  const byId = (id) => document.getElementById(id);
  const tell = (name, detail) => window.dispatchEvent(new CustomEvent(`unfog:${name}`, { detail }));

  // Tabs: `?tab=` opens one, and opening one writes `?tab=`.
  let isReady;
  const ready = new Promise((resolve) => { isReady = resolve; });

  function first(slugs) {
    setTimeout(isReady);
    const slug = address.searchParams.get("tab");
    return slugs.includes(slug) ? { selected: slug, __type__: "update" } : {};
  }

  let settled = false;
  function opened(slug) {
    const url = new URL(location.href);
    if (settled && url.searchParams.get("tab") !== slug) {
      url.searchParams.set("tab", slug);
      url.hash = "";
      history.replaceState(history.state, "", url);
    }
    settled = true;
  }

  const tabButtons = () => [...document.querySelectorAll('#uf-tabs > .tab-wrapper [role="tab"]')]
    .filter((tab) => tab.offsetParent !== null);

  function rove() {
    for (const tab of tabButtons()) {
      tab.tabIndex = tab.getAttribute("aria-selected") === "true" ? 0 : -1;
    }
  }

  function moveTab(event) {
    const tab = event.target.closest?.('#uf-tabs > .tab-wrapper [role="tab"]');
    if (!tab) return;
    const tabs = tabButtons();
    const here = tabs.indexOf(tab);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 };
    if (!(event.key in next)) return;
    event.preventDefault();
    const target = tabs[(next[event.key] + tabs.length) % tabs.length];
    target.focus();
    target.click();
  }

  // Projector mode: the question and the view, in type of twice the size.
  const isTyping = (target) =>
    target.isContentEditable || target.matches?.('textarea, select, input:not([type="range"])');

  function projector(on = !document.documentElement.classList.contains("uf-projector")) {
    document.documentElement.classList.toggle("uf-projector", on);
    for (const button of document.querySelectorAll(".uf-projector-button")) {
      button.setAttribute("aria-pressed", String(on));
    }
    window.dispatchEvent(new Event("resize"));
  }

  function pressKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && document.documentElement.classList.contains("uf-projector")) {
      projector(false);
    } else if (event.key === "p" && !isTyping(event.target)) {
      projector();
    }
  }

  // A run: Stop takes the place of the button while it lasts. The press is shown first and the run
  // begins in a task of its own, because Gradio takes milliseconds to gather what it sends.
  const SHOWN_MS = 20;
  const failed = (slug) => byId(`${slug}-message`).querySelector('[role="alert"]') !== null;

  function started(slug) {
    const { dataset } = byId(`${slug}-buttons`);
    dataset.running = "on";
    tell("started", { slug });
    setTimeout(() => {
      if (dataset.running === "on") tell("begin", { slug });
      else ended(slug); // stopped before it began
    }, SHOWN_MS);
  }

  function pressed(button, slug) {
    if (button?.id === `${slug}-run`) started(slug);
    else if (button?.id === `${slug}-stop`) byId(`${slug}-buttons`).dataset.running = "stopping";
  }

  function ended(slug) {
    const { dataset } = byId(`${slug}-buttons`);
    const stopped = dataset.running === "stopping";
    const hadFocus = byId(`${slug}-stop`) === document.activeElement;
    delete dataset.running;
    if (hadFocus) byId(`${slug}-run`).focus();
    tell("ended", { slug, done: !stopped && !failed(slug) });
  }

  const isRunning = (slug) => "running" in byId(`${slug}-buttons`).dataset;

  function start(slug) {
    if (!isRunning(slug)) byId(`${slug}-run`).click();
  }

  // Press the button of a run; one that is under way makes room for it.
  function restart(box) {
    if (!isRunning(box)) {
      start(box);
      return;
    }
    window.addEventListener("unfog:ended", () => start(box), { once: true });
    byId(`${box}-stop`).click();
  }

  // The button of an experiment or a link.
  function press(slug) {
    const box = chosen.get(slug)?.press ?? slug;
    setTimeout(() => onceThere(box, () => restart(box)));
  }

  // What is seen for the first time takes a moment to be made.
  function onceThere(box, act, tries = 100) {
    if (byId(`${box}-run`)) act();
    else if (tries) setTimeout(() => onceThere(box, act, tries - 1), 50);
  }

  // That of a run whose settings were changed meanwhile.
  const again = (slug) => { if (isRunning(slug)) restart(slug); };
  const halt = (slug) => { if (isRunning(slug)) byId(`${slug}-stop`).click(); };

  // Gradio wants a list for several outputs, and the bare value for one.
  const asOutputs = (values) => (values.length === 1 ? values[0] : values);

  // Predictions and links set controls; a name that is not given keeps its value.
  function choose(slug, experiment) {
    chosen.set(slug, experiment);
    place[slug] = { ...experiment.at };
  }

  function picked(slug, names, now) {
    const { settings } = chosen.get(slug);
    return asOutputs(names.map((name, i) => settings[name] ?? now[i]));
  }

  function link(slug, names, now) {
    const url = new URL(location.pathname, location.href);
    url.searchParams.set("tab", slug);
    const state = new URLSearchParams(names.map((name, i) => [name, now[i] ?? ""]));
    if (place[slug]) state.set("at", JSON.stringify(place[slug]));
    url.hash = state.toString();
    tell("link", { slug, url: url.href });
  }

  function asTypeOf(now, text) {
    if (typeof now === "number") return Number.isFinite(Number(text)) ? Number(text) : now;
    if (typeof now === "boolean") return text === "true";
    if (Array.isArray(now)) return text ? text.split(",") : [];
    return text;
  }

  function restored(slug, names, now) {
    const state = links.get(slug);
    links.delete(slug);
    chosen.delete(slug);
    if (state.has("at")) place[slug] = parsed(state.get("at"));
    const restore = (name, i) => (state.has(name) ? asTypeOf(now[i], state.get(name)) : now[i]);
    return asOutputs(names.map(restore));
  }

  // Open a tab with these values, as a link does, but in this page: what is shown elsewhere stays.
  function open(slug, state) {
    links.set(slug, state);
    for (const tab of document.querySelectorAll(`#tab-${slug}-button`)) tab.click();
    tell("linked", { slug });
    scrollTo({ top: 0 });
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      console.warn(`The place in this link cannot be read: ${text}`, error);
      return undefined;
    }
  }

  document.addEventListener("keydown", moveTab);
  document.addEventListener("keydown", pressKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".uf-projector-button")) projector();
    const box = event.target.closest(".uf-run");
    if (box) pressed(event.target.closest("button"), box.id.replace(/-buttons$/, ""));
  });

  // Called once the tabs are there: only the open one is a tab stop.
  function settle() {
    const bar = document.querySelector("#uf-tabs");
    const watched = { subtree: true, childList: true, attributeFilter: ["aria-selected"] };
    new MutationObserver(rove).observe(bar.firstElementChild, watched);
    rove();
  }

  return {
    settle, first, opened, ready, projector,
    start, ended, restart, press, again, halt, tell,
    choose, chosen: picked, open, link, restored, hasLink: (slug) => links.has(slug), place,
  };
})();
