import type {
  Dashboard,
  FieldConfig,
  FieldConfigSource,
  Panel,
  RowPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Options as Stat } from '@grafana/grafana-foundation-sdk/stat';
import type { Options as Table, FieldConfig as TableField } from '@grafana/grafana-foundation-sdk/table';
import type { Options as Series, FieldConfig as SeriesField } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Options as Xy, FieldConfig as XyField } from '@grafana/grafana-foundation-sdk/xychart';

/** A type of Grafana's SDK as JSON has it: with the values of its enumerations, and without what marks its kinds of query. */
type Json<T> = 0 extends 1 & T
  ? T
  : T extends string
    ? `${T}`
    : T extends number
      ? `${T}` extends `${infer N extends number}`
        ? N
        : T
      : T extends readonly (infer Item)[]
        ? Json<Item>[]
        : T extends object
          ? { [Key in keyof T as Key extends '_implementsDataqueryVariant' ? never : Key]: Json<T[Key]> }
          : T;

type PanelOf<Type extends string, Options, Custom> = Omit<
  Json<Panel>,
  'type' | 'options' | 'targets' | 'fieldConfig'
> & {
  readonly type: Type;
  /** What is left out Grafana fills in. */
  readonly options: Partial<Json<Options>>;
  readonly targets: Json<Dataquery>[];
  readonly fieldConfig: {
    readonly defaults: Omit<Json<FieldConfig>, 'custom'> & { readonly custom?: Partial<Json<Custom>> };
    readonly overrides: Json<FieldConfigSource['overrides']>;
  };
};

/** Panels of the dashboard, by their type. */
export interface Panels {
  readonly row: Json<RowPanel>;
  readonly stat: PanelOf<'stat', Stat, never>;
  readonly timeseries: PanelOf<'timeseries', Series, SeriesField>;
  readonly xychart: PanelOf<'xychart', Xy, XyField>;
  readonly table: PanelOf<'table', Table, TableField>;
}

/** The dashboard around its panels. */
export type DashboardFrame = Omit<Json<Dashboard>, 'panels'> & { readonly panels: [] };
