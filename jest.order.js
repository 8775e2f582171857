const SLOWEST_FIRST = ['browser', 'faults', 'integration', 'http', 'pure'];

/** A whole run begins with what takes long, so that only the short ones are left when a worker has nothing more to do. */
export default class Order {
  sort(tests) {
    const place = ({ path, context }) =>
      SLOWEST_FIRST.indexOf(context.config.displayName.name) - (path.includes('/together/') ? 0 : SLOWEST_FIRST.length);
    return tests.toSorted((one, other) => place(one) - place(other));
  }

  cacheResults() {}
}
