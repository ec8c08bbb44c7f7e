// An application such as yours: it knows nothing of playwright-openvidu. Where yours asks its own server for a token, this one finds it
// in the hash of its address, which no server sees.
const { token, nickname } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const status = document.querySelector('[role=status]');

document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  enter(new FormData(event.target).get('nickname'));
});
if (nickname) enter(nickname); // A link from an invitation.

async function enter(nickname) {
  try {
    await join(nickname);
    status.textContent = 'In the room.';
  } catch (error) {
    status.textContent = `Sorry, that did not work: ${error.message}`;
  }
}

async function join(nickname) {
  const openvidu = new window.OpenVidu();
  // On one machine there is no need to ask a public STUN server for its own address.
  if (location.hostname === '127.0.0.1') openvidu.setAdvancedConfiguration({ rtcConfiguration: { iceServers: [] } });
  const session = openvidu.initSession();
  session.on('streamCreated', ({ stream }) => session.subscribe(stream, 'videos'));
  window.addEventListener('beforeunload', () => session.disconnect());
  await session.connect(token, { nickname });
  await session.publish(await openvidu.initPublisherAsync('videos', { resolution: '640x480', frameRate: 30 }));
}
