export { createNativeFactory } from './native-factory.js';
