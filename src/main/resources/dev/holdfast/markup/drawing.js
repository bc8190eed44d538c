
/** What the charts of every page share: colours, numbers, axes, and that they follow theme, window and paper. */
var drawing = (function () {
  'use strict';
  var charts = {};

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }
  function palette() {
    return ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map(colour);
  }
  function figure(value) {
    if (value === null || value === undefined) { return '–'; }
    return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(Number(value).toPrecision(3)));
  }
  /** Milliseconds in the unit that people use. */
  function millis(value) {
    if (value === null || value === undefined) { return '–'; }
    if (value < 1) { return figure(value * 1000) + ' µs'; }
    return value < 1000 ? figure(value) + ' ms' : figure(value / 1000) + ' s';
  }
  function narrow() { return window.innerWidth < 640; }
  function axis(rest) {
    var style = {
      type: 'value', nameTextStyle: { color: colour('quiet') },
      axisLabel: { color: colour('quiet'), hideOverlap: true },
      axisLine: { lineStyle: { color: colour('line') } }, splitLine: { lineStyle: { color: colour('line') } }
    };
    var all = Object.assign(style, rest);
    all.axisLabel = Object.assign({ color: colour('quiet'), hideOverlap: true }, rest && rest.axisLabel);
    return all;
  }
  function base(xAxis, yAxis, series) {
    return {
      animation: false,
      aria: { enabled: false },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      color: palette(),
      grid: { left: 60, right: narrow() ? 20 : 34, top: 48, bottom: 28 },
      legend: {
        type: 'scroll', left: 0, top: 4, itemWidth: 24, textStyle: { color: colour('text') }, inactiveColor: colour('quiet'),
        pageIconColor: colour('quiet'), pageTextStyle: { color: colour('quiet') }
      },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: colour('panel'), borderColor: colour('line'),
        textStyle: { color: colour('text'), fontSize: 12 }
      },
      xAxis: axis(xAxis),
      yAxis: axis(yAxis),
      series: series
    };
  }
  function draw(id, option) {
    var place = document.getElementById(id);
    if (!place) { return; }
    charts[id] = charts[id] || echarts.init(place, null, { renderer: 'canvas' });
    charts[id].setOption(option, true);
  }
  function mark(name, key, at, hue, dash) {
    var line = { name: name, lineStyle: { color: colour(hue), type: dash, width: 1.6 }, label: { formatter: name, color: colour(hue), fontSize: 12 } };
    line[key] = at;
    return line;
  }
  function marks(lines) {
    return { silent: true, symbol: 'none', data: lines };
  }
  function fit() {
    Object.keys(charts).forEach(function (id) { charts[id].resize(); });
  }
  /** Draws now, and again whenever theme or width class is another. */
  function always(all) {
    var was = narrow();
    var pending = 0;
    document.addEventListener('themechange', all);
    window.addEventListener('resize', function () {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(function () {
        if (was !== narrow()) { was = narrow(); all(); }
        fit();
      });
    });
    // What is printed is laid out at once, before any frame.
    window.matchMedia('print').addEventListener('change', fit);
    all();
  }
  return {
    colour: colour, palette: palette, figure: figure, millis: millis, narrow: narrow, axis: axis, base: base, draw: draw,
    mark: mark, marks: marks, always: always, fit: fit
  };
})();
