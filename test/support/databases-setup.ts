export { startDatabases as default } from './run-services.js';
