import { z } from 'zod';
import type { PlatformFigures } from '../../model/figures.js';

export const mediaNodesPath = '/openvidu/api/media-nodes';

/** Media nodes of OpenVidu Pro and Enterprise. `load` is their CPU in percent; a node that is not running may have none. */
export const mediaNodes = z.object({
  content: z.array(z.object({ load: z.number().optional(), status: z.string().optional() })),
});

/** The busiest of the nodes that carry media. */
export function figuresOfNodes({ content }: z.output<typeof mediaNodes>): PlatformFigures | undefined {
  const loads = content.flatMap(({ load, status = 'running' }) =>
    load !== undefined && load >= 0 && status === 'running' ? [load] : [],
  );
  return loads.length === 0 ? undefined : { cpuShare: Math.min(1, Math.max(...loads) / 100) };
}
