// 唱收唱付: the change stands large while the clerk still types what was handed over. The server works it out for itself.
export function startCash(page) {
  for (const till of page.querySelectorAll('[data-cash]')) {
    const input = till.querySelector('input');
    const output = till.querySelector('[data-cash-change]');
    const show = () => {
      const change = fen(input.value) - Number(till.dataset.cash);
      output.textContent = Number.isInteger(change) && change >= 0 ? yuan(change) : '–';
    };
    input.addEventListener('input', show);
    if (input.value !== '') show();
  }
}

/** Typed yuan as whole fen; NaN for anything else. */
function fen(typed) {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replace(/[¥,\s]/g, ''));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN;
}

function yuan(amount) {
  return (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
