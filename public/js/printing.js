// The browser's own print dialog, when a terminal has no printer on the network.
export function startPrinting(page) {
  page.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) print();
  });
  if (page.querySelector('[data-print-now]')) addEventListener('load', () => print(), { once: true });
}
