// The amounts beside the pieces, and their sum: a help for the eye. The server multiplies for itself.
export function startCounts(page) {
  for (const table of page.querySelectorAll('[data-count]')) {
    const inputs = [...table.querySelectorAll('input[data-fen]')];
    const show = () => {
      let total = 0;
      for (const input of inputs) {
        const pieces = /^\d{1,5}$/.test(input.value.trim()) ? Number(input.value) : 0;
        const fen = pieces * Number(input.dataset.fen);
        const output = input.closest('tr').querySelector('output');
        output.textContent = pieces > 0 ? yuan(fen) : '';
        total += fen;
      }
      table.querySelector('[data-count-total]').textContent = yuan(total);
    };
    table.addEventListener('input', show);
    show();
  }
}

function yuan(fen) {
  return (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
