import type { StatusCures } from '../status-errors.js';

export const statusCures: StatusCures = {
  unauthorized: 'the secret is wrong; set OPENVIDU_SECRET to the secret of that deployment',
  notFound: 'the session is gone: OpenVidu ends a session when its last participant leaves, so create it again',
};
