/** Runs in the page, from its first moment on, and writes down what support/speed.ts asks for. */
(() => {
  /** The first thing of the goods that can be read on a page. */
  const CONTENT = ".b-product__name, .pb-rail-card__name, .b-row-product__name, .product-head__name";
  const notes = { contentMs: 0, largestPaintMs: 0, shift: 0, cardsAtOnce: 0, arrival, stands };
  window.notes = notes;

  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => {
    notes.largestPaintMs = startTime;
  });
  watch("layout-shift", ({ value }) => {
    notes.shift += value;
  });

  let waiting = true;
  const cardsIn = (node) =>
    node instanceof Element
      ? Number(node.matches(".b-product")) + node.querySelectorAll(".b-product").length
      : 0;
  // One commit of React is one call.
  new MutationObserver((changes) => {
    const came = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    const cards = came.reduce((all, node) => all + cardsIn(node), 0);
    notes.cardsAtOnce = Math.max(notes.cardsAtOnce, cards);
    if (!waiting || document.querySelector(CONTENT) === null) return;
    waiting = false;
    requestAnimationFrame(() => {
      // After the frame: its style, layout and paint are part of the way.
      const painted = new MessageChannel();
      painted.port1.onmessage = () => {
        notes.contentMs = performance.now();
      };
      painted.port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true });

  /** Resolves when content and a picture stand; one that comes softly does a quarter of a second after it is painted. Fails after `limitMs`. */
  function stands(limitMs) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const shown = notes.contentMs > 0 && document.querySelector(".b-picture.is-loaded img") !== null;
        if (shown && performance.now() > notes.contentMs + 500) resolve();
        else if (performance.now() > limitMs) reject(new Error("the page shows no goods, or no picture"));
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  /** See Arrival. */
  function arrival() {
    const entries = performance.getEntriesByType("resource");
    const before = entries.filter(({ startTime }) => startTime < notes.contentMs);
    const pathOf = ({ name }) => name.replace(location.origin, "");
    const answers = entries.map(pathOf).filter((path) => path.startsWith("/api/"));
    const scripts = before.filter(({ name }) => name.endsWith(".js"));
    return {
      contentMs: notes.contentMs,
      largestPaintMs: notes.largestPaintMs,
      scriptBytes: scripts.reduce((bytes, { decodedBodySize }) => bytes + decodedBodySize, 0),
      requests: before.filter((entry) => !pathOf(entry).startsWith("/media/")).length,
      askedTwice: answers.filter((path, at) => answers.indexOf(path) !== at),
      leftOver: Object.keys(window.banyanEarly.answers),
      shift: notes.shift,
      elements: document.querySelectorAll("*").length,
    };
  }
})();
