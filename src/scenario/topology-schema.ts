import { z } from 'zod';
import type { ParticipantRole, ResolvedSessionTopology, ResolvedTopology } from '../model/scenario.js';
import { options, positiveNumber, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';
import { nearestFirst } from './nearest.js';
import { everyoneReceivesAll, isPublisher } from './roles.js';
import type { RoleInput } from './topologies.js';

const publishers = wholeNumber(1, limits.publishersPerSession);

const publishes = z.union([z.boolean(), options({ audio: z.boolean().optional(), video: z.boolean().optional() })], {
  error: 'expected true, false, or an object with audio and video as true or false',
});
const receivesFrom = z.union([z.literal('all'), z.array(z.number())], {
  error: "expected 'all' or a list of indexes of publishers",
});

const custom = options({
  type: z.literal('custom'),
  name: z.string({ error: 'expected a name' }).trim().min(1, { error: 'expected a name' }),
  roles: z
    .array(options({ publishes: publishes.optional(), receivesFrom: receivesFrom.optional() }), {
      error: 'expected a list of roles, one per participant of a session',
    })
    .min(2, { error: 'expected at least 2 roles' })
    .max(limits.publishersPerSession, { error: `expected at most ${limits.publishersPerSession} roles` }),
}).transform((input, context): ResolvedTopology => {
  const { roles, mistakes } = rolesOfInput(input.roles as readonly RoleInput[]);
  for (const { path, message, given } of mistakes)
    context.addIssue({ code: 'custom', path: ['roles', ...path], message, input: given });
  return { type: 'custom', name: input.name, roles };
});

const schemas = {
  'n-to-n': options({
    type: z.literal('n-to-n'),
    size: wholeNumber(2, limits.publishersPerSession),
    only: z.enum(['audio', 'video'], { error: "expected 'audio' or 'video', or nothing for both" }).optional(),
  }),
  'n-to-m': options({
    type: z.literal('n-to-m'),
    publishers,
    subscribers: wholeNumber(1, limits.participantsPerSession),
  }),
  teaching: options({ type: z.literal('teaching'), teachers: publishers, students: publishers }),
  'growing-n-to-n': options({ type: z.literal('growing-n-to-n') }),
  'growing-n-to-m': options({ type: z.literal('growing-n-to-m'), publishers }),
  custom,
} satisfies Record<Exclude<ResolvedTopology['type'], 'mix'>, z.ZodType>;

const sessionTypes = (Object.keys(schemas) as (keyof typeof schemas)[]).filter((type) => !type.startsWith('growing-'));

/** The parts are read one by one, so that a mistake in one hides none in another. */
const mix = options({
  type: z.literal('mix'),
  parts: z
    .array(
      options({
        topology: z.unknown().transform((topology, context): ResolvedSessionTopology => {
          const type = typeOf(topology);
          const schema = sessionTypes.includes(type as keyof typeof schemas)
            ? schemaOf(type as keyof typeof schemas)
            : z.custom<ResolvedTopology>(() => false, { error: 'expected a topology of a fixed size' });
          const parsed = schema.safeParse(topology, { reportInput: true });
          if (parsed.success) return parsed.data as ResolvedSessionTopology;
          for (const issue of parsed.error.issues) context.addIssue(issue as z.core.$ZodSuperRefineIssue);
          return z.NEVER;
        }),
        weight: positiveNumber(limits.mixWeight),
      }),
      { error: 'expected a list of { topology, weight }' },
    )
    .min(1, { error: 'expected at least 1 part' })
    .max(limits.mixParts, { error: `expected at most ${limits.mixParts} parts` }),
});

const types = [...Object.keys(schemas), 'mix'] as ResolvedTopology['type'][];

const builders =
  'nToN(size), nToM(publishers, subscribers), teaching({ teachers, students }), growing.nToN(), growing.nToM({ publishers }), customTopology(name, roles) or mix(parts)';

/** Schema of the topology that `input` says it is. */
export function topologySchemaFor(input: unknown): z.ZodType<ResolvedTopology> {
  const type = typeOf(input);
  if (type === 'mix') return mix as unknown as z.ZodType<ResolvedTopology>;
  if (types.includes(type as ResolvedTopology['type'])) return schemaOf(type as keyof typeof schemas);
  const known = typeof type === 'string' ? `one of ${nearestFirst(type, types).join(', ')}, made by ` : '';
  return z.custom<ResolvedTopology>(() => false, { error: `expected ${known}${builders}` });
}

const schemaOf = (type: keyof typeof schemas) => schemas[type] as unknown as z.ZodType<ResolvedTopology>;

const typeOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null ? (input as { type?: unknown }).type : undefined;

interface RoleMistake {
  readonly path: (string | number)[];
  readonly message: string;
  readonly given: unknown;
}

function rolesOfInput(input: readonly RoleInput[]): { roles: ParticipantRole[]; mistakes: RoleMistake[] } {
  const all = everyoneReceivesAll(
    input.map(({ publishes: of = false }) =>
      typeof of === 'boolean' ? { audio: of, video: of } : { audio: of.audio ?? false, video: of.video ?? false },
    ),
  );
  const roles = all.map((role, index) => {
    const from = input[index]?.receivesFrom ?? 'all';
    return from === 'all' ? role : { ...role, receivesFrom: [...new Set(from)].sort((a, b) => a - b) };
  });
  const mistakes: RoleMistake[] = roles.flatMap(({ index, receivesFrom }) =>
    receivesFrom
      .filter((from) => from === index || !roles[from] || !isPublisher(roles[from]))
      .map((from) => ({
        path: [index, 'receivesFrom'],
        message: 'expected indexes of other participants that publish',
        given: from,
      })),
  );
  if (roles.every((role) => role.receivesFrom.length === 0))
    mistakes.push({ path: [], message: 'expected at least one subscription, or no stream is judged', given: input });
  return { roles, mistakes };
}
