export { stopDatabases as default } from './run-services.js';
