/** What the benchmark asks its child processes, and what they answer. Every question has one answer. */
export type Question =
  | { readonly type: 'publish'; readonly streamId: string; readonly offer: string }
  | { readonly type: 'subscribe'; readonly streamId: string; readonly legId: string; readonly offer: string }
  | { readonly type: 'offer-stream'; readonly streamId: string }
  | { readonly type: 'offer-leg'; readonly legId: string }
  | { readonly type: 'accept'; readonly peerId: string; readonly answer: string }
  | { readonly type: 'start' }
  | { readonly type: 'figures' };

export interface Figures {
  /** Process CPU time since the start, in µs. */
  readonly cpuMicros: number;
  readonly atMs: number;
  readonly packets: number;
  readonly dropped: number;
}

export interface Answer {
  readonly id: number;
  readonly sdp?: string;
  readonly figures?: Figures;
}
