"use strict";
// Everything that articles say reaches the page through `textContent` alone: never as markup, never as an address to follow unchecked.
(() => {
  const $ = (id) => document.getElementById(id);
  const told = JSON.parse($("data").textContent);
  const KINDS = ["person", "organization", "country", "group", "event", "place", "role"];
  const STATUSES = ["asserted", "alleged", "contested", "planned", "demanded", "hypothetical", "denied"];
  const SIGNS = { "1": "friendly", "-1": "hostile", "0": "neutral" };
  const svg = $("graph"), world = $("world"), panel = $("panel"), search = $("search"), matches = $("matches");

  // --- small tools ---------------------------------------------------------------------------------------
  function make(name, options = {}, ...children) {
    const { svg: isSvg, on, ...attributes } = options;
    const element = isSvg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
    for (const [event, act] of Object.entries(on || {})) element.addEventListener(event, act);
    for (const child of children) if (child !== null && child !== undefined && child !== "") element.append(child);
    return element;
  }
  const drawn = (name, options, ...children) => make(name, { svg: true, ...options }, ...children);
  const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const words = (text) => String(text).replaceAll("_", " ");
  const when = ([start, end]) => (start && end && start !== end ? `${start} – ${end}` : start === end ? start : start ? `since ${start}` : end ? `until ${end}` : null);
  const isDoubtful = (r) => r.claimed || r.status !== "asserted";
  const listed = (parts, by = " · ") => parts.filter(Boolean).join(by);

  // --- nodes and edges -----------------------------------------------------------------------------------
  const nodes = new Map(told.nodes.map((n) => [n.id, Object.assign(n, { edges: new Set(), near: new Set() })]));
  const edges = new Map();          // relations of one sign between two nodes are one line
  for (const r of told.relations) {
    const a = nodes.get(r.from), b = nodes.get(r.to);
    if (a && a.all) a.all.push(r); else if (a) a.all = [r];
    if (b && b.all) b.all.push(r); else if (b) b.all = [r];
    if (!a || !b || a === b) continue;
    const [one, other] = a.id < b.id ? [a, b] : [b, a];
    const key = `${one.id} ${other.id} ${r.sign}`;
    if (!edges.has(key)) edges.set(key, { key, one, other, sign: r.sign, relations: [] });
    edges.get(key).relations.push(r);
  }
  const siblings = new Map();
  for (const edge of edges.values()) {
    const key = `${edge.one.id} ${edge.other.id}`;
    siblings.set(key, [...(siblings.get(key) || []), edge]);
  }

  function shape(kind, r) {
    const p = (...points) => `M${points.map((v) => (v * r).toFixed(1)).join(" ")}Z`;
    if (kind === "organization") return p(-.88, -.88, .88, -.88, .88, .88, -.88, .88);
    if (kind === "country") return p(0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0);
    if (kind === "event") return p(0, -1.15, 1.1, .8, -1.1, .8);
    if (kind === "place") return p(0, 1.15, 1.1, -.8, -1.1, -.8);
    if (kind === "group") return p(-.55, -.95, .55, -.95, 1.1, 0, .55, .95, -.55, .95, -1.1, 0);
    return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
  }

  function drawEdges() {
    for (const sign of Object.values(SIGNS)) {
      $("heads").append(drawn("marker", { id: `to-${sign}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
        drawn("path", { d: "M0 .8L8 4L0 7.2Z", class: `head ${sign}` })));
    }
    for (const group of siblings.values()) {
      group.forEach((edge, i) => {
        const bend = (i - (group.length - 1) / 2) * 22, { one, other } = edge;
        const dx = other.x - one.x, dy = other.y - one.y, long = Math.hypot(dx, dy) || 1;
        const cx = (one.x + other.x) / 2 - (dy / long) * bend, cy = (one.y + other.y) / 2 + (dx / long) * bend;
        const end = (n) => { const l = Math.hypot(cx - n.x, cy - n.y) || 1, s = (n.r * 1.1 + 2) / l; return `${(n.x + (cx - n.x) * s).toFixed(1)} ${(n.y + (cy - n.y) * s).toFixed(1)}`; };
        const d = bend ? `M${end(one)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${end(other)}` : `M${end(one)}L${end(other)}`;
        edge.line = drawn("path", { d, class: `line ${SIGNS[edge.sign]}` });
        edge.element = drawn("g", { class: "edge", "data-edge": edge.key }, drawn("path", { d, class: "hit" }), edge.line, drawn("title", {}, `${one.name} – ${other.name}`));
        $("edges").append(edge.element);
        one.edges.add(edge); other.edges.add(edge);
      });
    }
  }
  function drawNodes() {
    const big = [...nodes.values()][Math.min(11, nodes.size - 1)]?.r ?? 0;
    for (const n of [...nodes.values()].reverse()) {
      const label = n.name.length > 30 ? `${n.name.slice(0, 29)}…` : n.name;
      n.element = drawn("g", { class: `node${n.r >= big ? " big" : ""}`, transform: `translate(${n.x} ${n.y})`, "data-node": n.id },
        drawn("path", { d: shape(n.kind, n.r), class: `shape ${KINDS.includes(n.kind) ? n.kind : "role"}` }),
        n.text = drawn("text", {}, label), drawn("title", {}, n.name));
      $("nodes").append(n.element);
    }
  }

  const measureNames = () => { for (const n of nodes.values()) n.long = n.text.getComputedTextLength() + 6; };

  // --- filters -------------------------------------------------------------------------------------------
  const off = { status: new Set(), type: new Set() };
  const isShown = (r) => !off.status.has(r.status) && !off.type.has(r.type);

  function applyFilters() {
    for (const n of nodes.values()) n.near.clear();
    let lines = 0;
    for (const e of edges.values()) {
      const shown = e.relations.filter(isShown);
      e.shown = shown.length > 0;
      lines += shown.length;
      e.element.classList.toggle("gone", !e.shown);
      if (!e.shown) continue;
      e.one.near.add(e.other); e.other.near.add(e.one);
      e.line.classList.toggle("doubtful", shown.every(isDoubtful));
      e.element.classList.toggle("past", shown.every((r) => r.phase === "past"));
      const articles = shown.reduce((sum, r) => sum + Math.max(1, r.counts[1]), 0);
      e.line.style.strokeWidth = (1.4 + 1.1 * Math.log2(articles)).toFixed(1);
      const towards = (id) => shown.some((r) => !r.symmetric && r.to === id);
      const head = `url(#to-${SIGNS[e.sign]})`;
      e.line.setAttribute("marker-start", towards(e.one.id) ? head : "none");
      e.line.setAttribute("marker-end", towards(e.other.id) ? head : "none");
    }
    let actors = 0;
    for (const n of nodes.values()) {
      const alone = n.near.size === 0 && n.edges.size > 0;
      n.gone = alone;
      n.element.classList.toggle("gone", alone);
      if (!alone) actors += 1;
    }
    $("title").textContent = `${count(actors, "actor")}, ${count(lines, "relationship")}`;
    $("subtitle").textContent = listed([...told.filters, "click an actor or an edge"]);
    world.style.setProperty("--lines", Math.max(.3, Math.min(.78, 14 / Math.sqrt(lines + 1))).toFixed(2));
    labels();
    if (chosen) choose(chosen, { silent: true });
  }
  function boxes(where, kind, values, among) {
    const list = $(where).querySelector("ul");
    for (const value of values) {
      const number = told.relations.filter((r) => r[kind] === value && among(r)).length;
      if (!number) continue;
      const box = make("input", { type: "checkbox", value, on: { change: () => { off[kind][box.checked ? "delete" : "add"](value); applyFilters(); } } });
      box.checked = true;
      list.append(make("li", {}, make("label", {}, box, make("span", {}, kind === "type" ? words(value).toLowerCase() : value), make("small", {}, String(number)))));
    }
    for (const button of $(where).querySelectorAll("button")) {
      button.addEventListener("click", () => {
        for (const box of list.querySelectorAll("input")) {
          box.checked = button.dataset.all === "1";
          off[kind][box.checked ? "delete" : "add"](box.value);
        }
        applyFilters();
      });
    }
  }

  // --- view ----------------------------------------------------------------------------------------------
  let view = { x: 0, y: 0, k: 1 }, waiting = 0, named = 0, isFitted = false;
  function look() {
    isFitted = false;
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
    cancelAnimationFrame(waiting);
    if (named !== view.k) waiting = requestAnimationFrame(labels);
  }
  function labels() {       // as many names as have room below, above or beside, those with most neighbours first
    const unit = Math.min(4, Math.max(.72, 1 / view.k)), high = 13 * unit, placed = [];
    named = view.k;
    world.style.setProperty("--unit", unit.toFixed(3));
    const names = [], isFree = (b, among = placed) => among.every((p) => b[1] < p[0] || p[1] < b[0] || b[3] < p[2] || p[3] < b[2]);
    const shown = [...nodes.values()].filter((n) => !n.gone);
    for (const n of shown) placed.push(n.bounds = [n.x - n.r, n.x + n.r, n.y - n.r, n.y + n.r]);
    for (const [i, n] of shown.entries()) {
      const w = n.long * unit, away = n.r + 3 * unit, middle = n.y + high * .35;
      const ways = [
        ["middle", 0, away + high * .8, [n.x - w / 2, n.x + w / 2, n.y + away, n.y + away + high]],
        ["middle", 0, -away - high * .1, [n.x - w / 2, n.x + w / 2, n.y - away - high, n.y - away]],
        ["start", away, high * .3, [n.x + away, n.x + away + w, middle - high, middle]],
        ["end", -away, high * .3, [n.x - away - w, n.x - away, middle - high, middle]],
      ];
      const way = ways.find((option) => isFree(option[3])) || (i < Math.min(30, shown.length / 12) && ways.find((option) => isFree(option[3], names))), [anchor, x, y, box] = way || ways[0];
      if (way) { placed.push(box); names.push(box); }
      n.text.setAttribute("text-anchor", anchor);
      n.text.setAttribute("x", x.toFixed(1));
      n.text.setAttribute("y", y.toFixed(1));
      n.element.classList.toggle("mute", !way);
    }
  }
  function zoom(by, x = svg.clientWidth / 2, y = svg.clientHeight / 2) {
    const k = Math.min(6, Math.max(.08, view.k * by)), real = k / view.k;
    view = { x: x - (x - view.x) * real, y: y - (y - view.y) * real, k };
    look();
  }
  function fit(some) {
    const shown = some || [...nodes.values()].filter((n) => !n.gone);
    if (!shown.length) return;
    const xs = shown.flatMap((n) => [n.x - n.r, n.x + n.r]), ys = shown.flatMap((n) => [n.y - n.r, n.y + n.r]);
    const [l, r, t, b] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.max(.05, Math.min(1.6, (svg.clientWidth - 150) / (r - l), (svg.clientHeight - 70) / (b - t)));
    view = { k, x: svg.clientWidth / 2 - (k * (l + r)) / 2, y: svg.clientHeight / 2 - (k * (t + b)) / 2 };
    look();
    isFitted = true;
  }
  function reveal(n) {      // move only where the node is out of sight or too small to read
    const x = n.x * view.k + view.x, y = n.y * view.k + view.y, w = svg.clientWidth, h = svg.clientHeight;
    if (x > 60 && x < w - 60 && y > 40 && y < h - 50 && (isFitted || view.k > .4)) return;
    const k = Math.max(view.k, .6);
    view = { k, x: w / 2 - n.x * k, y: h / 2 - n.y * k };
    look();
  }

  // --- what is chosen --------------------------------------------------------------------------------------
  let chosen = null;
  const trail = [];
  function choose(what, { silent = false, back = false } = {}) {
    if (!silent && !back && chosen && chosen !== what) trail.push(chosen);
    chosen = what;
    for (const e of world.querySelectorAll(".chosen, .near")) e.classList.remove("chosen", "near");
    world.classList.toggle("choosing", Boolean(what));
    const near = (n) => n && n.element.classList.add("near");
    if (what?.node) {
      near(what.node); what.node.element.classList.add("chosen");
      for (const e of what.node.edges) if (e.shown) { e.element.classList.add("near"); near(e.one); near(e.other); }
    } else if (what) {
      const ends = new Set(what.relations.flatMap((r) => [r.from, r.to]));
      for (const id of ends) near(nodes.get(id));
      for (const e of edges.values()) if (e.relations.some((r) => what.relations.includes(r))) e.element.classList.add("near", "chosen");
    }
    const wide = svg.clientWidth;
    panel.hidden = !what;
    if (svg.clientWidth !== wide && isFitted) fit();
    if (silent && what?.relations) return;
    panel.replaceChildren();
    if (!what) { trail.length = 0; return; }
    panel.append(make("button", { type: "button", class: "close", "aria-label": trail.length ? "Back" : "Close", on: { click: goBack } }, trail.length ? "←" : "×"));
    if (what.node) card(what.node); else evidence(what.relations);
    if (!silent) panel.scrollTop = 0;
  }
  function goBack() { choose(trail.pop() || null, { back: true }); svg.focus({ preventScroll: true }); }
  const openNode = (n) => { choose({ node: n }); reveal(n); };

  function verb(r) { return make("span", { class: `verb ${SIGNS[r.sign]}` }, `${r.claimed ? `${r.status}: ` : ""}${words(r.type).toLowerCase()}`); }
  const name = (text) => make("bdi", {}, text);
  function row(r, n) {
    const forward = r.from === n.id, other = forward ? r.to_name : r.from_name;
    const isRole = r.type === "HOLDS_ROLE" && forward, arrow = r.symmetric ? "" : forward ? "→ " : "← ";
    const facts = listed([r.claimed ? null : r.status === "asserted" ? null : r.status, r.phase === "present" ? null : r.phase, when(r.when)]);
    return make("li", {}, make("button", { type: "button", on: { click: () => choose({ relations: [r] }) } },
      make("span", { class: `dot ${SIGNS[r.sign]}${isDoubtful(r) ? " open" : ""}` }),
      make("span", {}, ...(isRole ? [r.claimed ? verb(r) : null, " "] : [verb(r), " ", arrow]).filter(Boolean), name(other), facts ? make("small", {}, facts) : ""),
      make("span", { class: "count" }, r.counts[1] ? String(r.counts[1]) : "")));
  }
  function card(n) {
    panel.append(make("h2", { class: "name" }, name(n.name)));
    const kind = [n.kind, ...n.facts.map(words)].join(", ");
    const wikidata = /^Q\d+$/.test(n.wikidata || "") ? make("a", { href: `https://www.wikidata.org/wiki/${n.wikidata}`, target: "_blank", rel: "noopener noreferrer" }, n.wikidata) : null;
    panel.append(make("p", { class: "what" }, kind, wikidata ? " · " : "", wikidata));
    if (n.aliases.length) panel.append(make("p", { class: "also" }, "also ", name(n.aliases.join(", "))));
    const [sure, both] = n.figures, pair = (i) => [sure, both].map((f) => (f ? f[i] : 0).toFixed(i === 3 ? 2 : 0)).join(" / ");
    if (both) {
      const boxed = [["neighbours", pair(0)], ["friendly", pair(1)], ["hostile", pair(2)], ["betweenness", pair(3)]];
      panel.append(make("div", { class: "numbers" }, ...boxed.map(([label, value]) => make("div", {}, make("b", {}, value), make("span", {}, label)))));
      panel.append(make("p", { class: "note" }, "in the whole network: asserted only / with alleged"));
    }
    panel.append(make("p", { class: "note" }, listed([n.claims === null || n.claims === undefined ? null : `${count(n.claims, "claim")} in ${count(n.articles, "article")}`, when(n.seen)])));
    const mine = (n.all || []).filter(isShown), roles = mine.filter((r) => r.type === "HOLDS_ROLE" && r.from === n.id);
    const others = mine.filter((r) => !roles.includes(r)).sort((a, b) => b.counts[2] - a.counts[2] || b.counts[0] - a.counts[0] || (a.id < b.id ? -1 : 1));
    for (const [title, list] of [["Roles", roles], ["Strongest ties and acts", others]]) {
      if (!list.length) continue;
      const first = list.slice(0, 12), rest = list.slice(12);
      const ul = make("ul", { class: "rows" }, ...first.map((r) => row(r, n)));
      panel.append(make("h2", {}, title), ul);
      if (rest.length) {
        const more = make("button", { type: "button", on: { click: () => { ul.append(...rest.map((r) => row(r, n))); more.remove(); } } }, `${rest.length} more`);
        panel.append(more);
      }
    }
    if (others.length || roles.length) panel.append(make("p", { class: "note" }, "at the right: articles; first what most independent sources say"));
  }

  function evidence(relations) {
    const [first] = relations, link = (id, text) => (nodes.has(id) && !nodes.get(id).gone ? make("button", { type: "button", on: { click: () => openNode(nodes.get(id)) } }, name(text)) : name(text));
    panel.append(make("h2", { class: "name" }, name(first.from_name), " – ", name(first.to_name)));
    panel.append(make("p", { class: "what" }, link(first.from, first.from_name), " ", link(first.to, first.to_name)));
    panel.append(make("p", { class: "note" }, make("mark", { class: "subject" }, "who"), " ", make("mark", { class: "trigger" }, "does what"), " ", make("mark", { class: "object" }, "to whom")));
    for (const r of relations) {
      const [claims, articles, origins, denied, authority] = r.counts;
      const support = claims ? `${count(claims, "claim")} in ${count(articles, "article")}, ${count(origins, "independent source")}` : null;
      panel.append(make("section", { class: "relation" },
        make("h3", {}, name(r.from_name), " ", verb(r), r.symmetric ? " " : " → ", name(r.to_name)),
        make("p", { class: "facts" }, make("span", { class: `tag ${r.status}` }, r.status),
          listed([r.phase, when(r.when), support, denied ? `${denied} denied` : null, authority ? "known from the authority" : null])),
        ...r.sentences.map(sentence),
        r.more ? make("p", { class: "note" }, `${count(r.more, "more sentence")}: polgraph related shows all`) : ""));
    }
  }
  function sentence(s) {
    const address = /^https?:\/\//i.test(s.url || "") ? s.url : null;
    const title = s.title || s.article;
    const where = title ? (address ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name(title)) : name(title)) : null;
    const quote = s.words.length ? make("p", { dir: "auto" }, ...s.words.map(([kind, text]) => (kind ? make("mark", { class: kind, title: kind }, text) : text))) : null;
    const facts = listed([when(s.when), s.phase, s.speakers.length ? `said by ${s.speakers.join(" → ")}${s.said ? ` on ${s.said}` : ""}` : null]);
    return make("blockquote", {}, quote,
      make("footer", {}, make("span", { class: `tag ${s.status}` }, s.status), facts ? `${facts} · ` : "", name(s.source || ""), s.source && s.reported ? " · " : "", make("span", { class: "date" }, s.reported || ""), where ? " · " : "", where));
  }

  // --- search ----------------------------------------------------------------------------------------------
  let found = [], at = -1;
  const fold = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();
  function seek() {
    const typed = search.value.toLocaleLowerCase().trim(), folded = fold(typed);
    const rank = (n) => { const all = n.found.split(" | "); return all[0].startsWith(folded) ? 0 : all.some((t) => t.startsWith(folded) || t.startsWith(typed)) ? 1 : 2; };
    found = !typed ? [] : [...nodes.values()].filter((n) => !n.gone && (n.found.includes(folded) || n.found.includes(typed)))
      .sort((a, b) => rank(a) - rank(b) || b.r - a.r).slice(0, 8);
    at = found.length ? 0 : -1;
    list();
  }
  function list() {
    const open = Boolean(search.value.trim());
    matches.replaceChildren(...found.map((n, i) => make("li", { role: "option", id: `match-${i}`, "aria-selected": String(i === at), on: { pointerdown: (e) => { e.preventDefault(); take(n); } } },
      name(n.name), make("small", {}, [n.kind, ...n.facts.map(words)].join(", ")))));
    if (open && !found.length) matches.append(make("li", { class: "none" }, "nobody of that name in the picture"));
    matches.hidden = !open;
    search.setAttribute("aria-expanded", String(open));
    if (at >= 0) search.setAttribute("aria-activedescendant", `match-${at}`); else search.removeAttribute("aria-activedescendant");
  }
  function take(n) {
    search.value = ""; found = []; list();
    openNode(n);
    svg.focus({ preventScroll: true });
  }
  search.addEventListener("input", seek);
  search.addEventListener("blur", () => { matches.hidden = true; });
  search.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (found.length) { at = (at + (e.key === "ArrowDown" ? 1 : found.length - 1)) % found.length; list(); }
    } else if (e.key === "Enter" && found[at]) { take(found[at]); e.preventDefault(); }
    else if (e.key === "Escape") { search.value = ""; found = []; list(); svg.focus(); }
    e.stopPropagation();
  });

  // --- mouse and keys ----------------------------------------------------------------------------------------
  let drag = null;
  const touches = new Map();
  svg.addEventListener("pointerdown", (e) => {
    touches.set(e.pointerId, e);
    drag = { x: e.clientX - view.x, y: e.clientY - view.y, from: [e.clientX, e.clientY], moved: false };
  });
  svg.addEventListener("pointermove", (e) => {
    if (!drag || !touches.has(e.pointerId)) return;
    const before = [...touches.values()];
    touches.set(e.pointerId, e);
    const now = [...touches.values()];
    if (now.length === 2) {
      const span = ([p, q]) => Math.hypot(p.clientX - q.clientX, p.clientY - q.clientY) || 1, box = svg.getBoundingClientRect();
      zoom(span(now) / span(before), (now[0].clientX + now[1].clientX) / 2 - box.left, (now[0].clientY + now[1].clientY) / 2 - box.top);
      drag.moved = true;
      return;
    }
    if (Math.hypot(e.clientX - drag.from[0], e.clientY - drag.from[1]) > 4 && !drag.moved) {
      drag.moved = true; svg.setPointerCapture(e.pointerId); svg.classList.add("dragging");
    }
    if (drag.moved) { view.x = e.clientX - drag.x; view.y = e.clientY - drag.y; look(); }
  });
  const lift = (e) => { touches.delete(e.pointerId); svg.classList.remove("dragging"); };
  svg.addEventListener("pointerup", lift);
  svg.addEventListener("pointercancel", lift);
  svg.addEventListener("click", (e) => {
    const wasDrag = drag?.moved;
    drag = null;
    if (wasDrag) return;
    const node = e.target.closest?.("[data-node]"), edge = e.target.closest?.("[data-edge]");
    if (node) choose({ node: nodes.get(node.dataset.node) });
    else if (edge) choose({ relations: edges.get(edge.dataset.edge).relations.filter(isShown) });
    else choose(null);
  });
  svg.addEventListener("wheel", (e) => {
    e.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(Math.exp(-Math.max(-80, Math.min(80, e.deltaY)) * .0035), e.clientX - box.left, e.clientY - box.top);
  }, { passive: false });
  $("in").addEventListener("click", () => zoom(1.35));
  $("out").addEventListener("click", () => zoom(1 / 1.35));
  $("fit").addEventListener("click", () => fit());

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function step([dx, dy]) {
    const here = chosen?.node, all = [...nodes.values()].filter((n) => !n.gone && n !== here);
    if (!here) { if (all.length) openNode(all[0]); return; }
    const cost = (n) => { const x = n.x - here.x, y = n.y - here.y, ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx); return ahead > 0 ? ahead + 2 * aside : Infinity; };
    const next = all.reduce((best, n) => (cost(n) < cost(best) ? n : best), all[0]);
    if (next && cost(next) < Infinity) openNode(next);
  }
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target === search) return;
    const onGraph = e.target === svg || e.target === document.body;
    if (e.key === "/") { search.focus(); search.select(); }
    else if (e.key === "Escape") goBack();
    else if (onGraph && WAYS[e.key]) step(WAYS[e.key]);
    else if (onGraph && e.key === "Enter" && !panel.hidden) (panel.querySelector(".rows button, .relation button") || panel).focus();
    else if (onGraph && (e.key === "+" || e.key === "=")) zoom(1.35);
    else if (onGraph && e.key === "-") zoom(1 / 1.35);
    else if (onGraph && e.key === "0") fit();
    else return;
    e.preventDefault();
  });

  // --- begin -------------------------------------------------------------------------------------------------
  for (const kind of KINDS.filter((k) => told.nodes.some((n) => n.kind === k))) {
    $("kinds").append(make("li", {}, drawn("svg", { class: "glyph", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, drawn("path", { d: shape(kind, 6), class: `shape ${kind}` })), kind));
  }
  drawEdges();
  drawNodes();
  measureNames();
  const onLines = new Set([...edges.values()].flatMap((e) => e.relations));
  boxes("by-status", "status", STATUSES, (r) => onLines.has(r));
  boxes("by-type", "type", [...new Set(told.relations.map((r) => r.type))].sort(), (r) => onLines.has(r));
  applyFilters();
  fit();
  addEventListener("resize", () => { if (isFitted) fit(); });
})();
