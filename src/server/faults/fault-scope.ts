/** Whom a fault concerns. Absent = everyone. */
export interface FaultScope {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly session?: string | undefined;
}

/** A stream on its way: who publishes it, in which session, and who receives it. */
export interface Route {
  readonly sessionName: string;
  /** Index of the publisher; undefined if its client did not say. */
  readonly from: number | undefined;
  /** Index of the subscriber; undefined if its client did not say, or on the publisher's leg. */
  readonly to: number | undefined;
}

/** A participant that did not say its index matches no fault that names one. */
export function concerns(scope: FaultScope, route: Route): boolean {
  return (
    (scope.from === undefined || scope.from === route.from) &&
    (scope.to === undefined || scope.to === route.to) &&
    (scope.session === undefined || route.sessionName.includes(scope.session))
  );
}
