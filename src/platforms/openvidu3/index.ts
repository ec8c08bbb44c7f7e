export { createOpenVidu3Platform } from './openvidu3-platform.js';
