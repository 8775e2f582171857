import { describeOnPostgres } from '../support/databases.js';
import { tellOfHostileHands } from './hostile-hands.js';

describeOnPostgres('hostile hands at a form', tellOfHostileHands);
