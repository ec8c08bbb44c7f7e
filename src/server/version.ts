/** The OpenVidu version whose protocol the embedded server speaks; openvidu-browser insists on semver. */
export const embeddedVersion = '2.32.1';
