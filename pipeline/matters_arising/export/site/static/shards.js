// Pieces of data that lie in scripts of their own, since a page that was opened from disk may not fetch anything.
// Each calls mattersArising.hold(name, value); mattersArising.load(name) promises that value.
"use strict";
const mattersArising = (() => {
  const root = document.currentScript.getAttribute("src").replace(/static\/shards\.js$/, "");
  const held = new Map();
  const asked = new Map();

  function hold(name, value) {
    held.set(name, value);
  }

  function load(name) {
    if (!asked.has(name)) {
      asked.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `${root}data/${name}.js`;
          script.onload = () => resolve(held.get(name));
          script.onerror = () => reject(new Error(`data/${name}.js cannot be loaded`));
          document.head.append(script);
        }),
      );
    }
    return asked.get(name);
  }

  return { hold, load, root };
})();
