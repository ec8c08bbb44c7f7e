export { writeAtomically } from '../src/model/write-atomically.js';
