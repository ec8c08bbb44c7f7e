import { Deployment } from './deployment.js';
import { Room } from './room.js';

// Run by a test in a process of its own, which must end although nothing calls exit().
const deployment = await Deployment.start({});
const room = await Room.open(deployment, 3);
const all = await room.joinAll();
await all[0]!.seesFullRate(1);
await room.close();
await deployment.close();
console.log('all have left');
