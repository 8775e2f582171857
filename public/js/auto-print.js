// Opens the print dialog once the fonts are there; without JavaScript the page's own button and Ctrl+P do the same.
if (document.querySelector('[data-auto-print]')) {
  await document.fonts.ready;
  window.print();
}
