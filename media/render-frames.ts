/**
 * Writes the frames of a clip to stdout as raw I420: the test picture, each with its stamp, which says the number within the clip and
 * neither publisher nor time. Arguments: width, height, frames.
 */
import { once } from 'node:events';
import { crc16 } from '../src/participants/picture/crc-16.js';
import { stampCodec } from '../src/participants/picture/stamp.js';
import { testPicture } from '../src/participants/picture/test-picture.js';

const [width = 0, height = 0, frames = 0] = process.argv.slice(2).map(Number);
const picture = testPicture(width, height);
const { write } = stampCodec(crc16);
for (let frame = 0; frame < frames; frame++) {
  const bytes = new Uint8Array(picture.bytes);
  picture.render(frame, bytes);
  write({ luma: bytes, stride: width, width, height }, { frame });
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}
