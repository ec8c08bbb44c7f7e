import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacityChart } from '../../../src/charts/capacity-chart.js';
import { metricChart } from '../../../src/charts/metric-chart.js';
import { renderSvg } from '../../../src/charts/svg.js';
import { sampleSteps } from './sample-steps.js';

const { option } = metricChart(sampleSteps, 'video.framesPerSecond')!;
const size = { width: 400, height: 240, id: 'fps', label: 'Frames per second' };

test('the same chart gives the same text, however many were drawn before', () => {
  const first = renderSvg(option, size);
  renderSvg(capacityChart([{ title: 'other', held: 1 }]), { ...size, id: 'other' });
  assert.equal(renderSvg(option, size), first);
});

test('ids carry the given prefix and are used, so that drawings can share a page', () => {
  const svg = renderSvg(option, size);
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  assert.ok(ids.length > 0);
  assert.ok(ids.every((id) => id?.startsWith('fps-')));
  assert.deepEqual(new Set(used), new Set(ids));
});

test('colours are variables of the page with fallbacks, and nothing hovers', () => {
  const svg = renderSvg(option, size);
  assert.match(svg, /"var\(--chart-failed, #[0-9a-f]{6}\)"/);
  assert.deepEqual(
    [...svg.matchAll(/"(#[0-9a-f]{3,6})"/g)].map(([, colour]) => colour).filter((colour) => colour !== '#000'),
    [],
  );
  assert.doesNotMatch(svg, /<style|class=|ecmeta|zr\d/);
});

test('a drawing says what it shows', () => {
  const svg = renderSvg(option, { ...size, label: 'a "b" <c>' });
  assert.match(svg, /^<svg role="img" aria-label="a &#34;b&#34; &#60;c&#62;"/);
});

test('a title with markup stays text in a drawing', () => {
  const svg = renderSvg(capacityChart([{ title: '<script>x</script>', held: 5 }]), size);
  assert.doesNotMatch(svg, /<script/);
  assert.match(svg, /&lt;script/);
});
