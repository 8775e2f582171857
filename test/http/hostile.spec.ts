import { describeOnSqlite } from '../support/databases.js';
import { tellOfHostileHands } from './hostile-hands.js';

describeOnSqlite('hostile hands at a form', tellOfHostileHands);
