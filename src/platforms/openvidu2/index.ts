export { createOpenVidu2Platform } from './openvidu2-platform.js';
