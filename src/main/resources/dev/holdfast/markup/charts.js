
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('chart-data').textContent);
  var dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 2], [12, 4], [4, 2, 1, 2, 1, 2], [1, 4]];
  var symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
  var colour = drawing.colour, palette = drawing.palette, figure = drawing.figure, millis = drawing.millis, base = drawing.base, draw = drawing.draw;
  var phase = document.getElementById('filter-phase');
  var cohort = document.getElementById('filter-cohort');

  function clock(millis) {
    var seconds = Math.round(millis / 1000);
    var hours = Math.floor(seconds / 3600);
    var minutes = Math.floor(seconds % 3600 / 60);
    if (seconds < 10 && millis % 1000) { return (millis / 1000).toFixed(1) + ' s'; }
    if (seconds < 60 || data.durationMillis < 120000) { return seconds + ' s'; }
    if (hours) { return hours + ' h' + (minutes ? ' ' + minutes + ' min' : ''); }
    return minutes + ' min' + (seconds % 60 ? ' ' + seconds % 60 + ' s' : '');
  }
  function percentile(oneIn) {
    // Nines stand apart by decades; on a narrow screen only every second has room.
    var decade = Math.round(Math.log10(oneIn));
    if (drawing.narrow() && Math.abs(Math.log10(oneIn) - decade) < 1e-9 && decade % 2) { return ''; }
    return nines(oneIn);
  }
  function nines(oneIn) {
    if (oneIn <= 1) { return '0 %'; }
    return 'p' + (100 - 100 / oneIn).toFixed(oneIn >= 10 ? Math.max(0, Math.ceil(Math.log10(oneIn)) - 2) : 0);
  }
  function lines(named) {
    var few = named.length <= 8;
    return named.map(function (each, i) {
      // From the ninth on a colour comes again, so its dashes and symbol are others.
      var look = (i + 3 * Math.floor(i / 8)) % 8;
      return {
        name: each.name, type: 'line', data: each.points, connectNulls: false, sampling: 'lttb',
        showSymbol: each.points.length < 40, symbol: symbols[look], symbolSize: few ? 5 : 3,
        lineStyle: { width: 1.6, type: dashes[look] }
      };
    });
  }
  function bars(named) {
    return named.map(function (each) {
      return {
        name: each.name, type: 'bar', stack: 'all', data: each.points, barMaxWidth: 14, large: false,
        itemStyle: { color: each.colour, decal: each.decal }
      };
    });
  }
  function step() {
    var second = 1000, minute = 60 * second, hour = 60 * minute;
    var steps = [1, 2, 5, 10, 15, 20, 30].map(function (n) { return n * second; })
      .concat([1, 2, 5, 10, 15, 20, 30].map(function (n) { return n * minute; }))
      .concat([1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720].map(function (n) { return n * hour; }));
    return steps.find(function (each) { return data.durationMillis / each <= 8; });
  }
  function time() {
    // The end of the run is labelled too, where there is room for it behind the last step.
    var each = step();
    var rest = data.durationMillis % each / each;
    return {
      type: 'value', min: 0, interval: each, max: data.durationMillis,
      axisLabel: { formatter: clock, showMaxLabel: rest < 0.01 || rest > 0.6 }, splitLine: { show: false }
    };
  }
  function at(xs, ys) {
    return xs.map(function (x, i) { return [x, ys[i]]; });
  }
  var usual = data.overTime.reduce(function (least, row) {
    return row.t.reduce(function (so, t, i) { return i ? Math.min(so, t - row.t[i - 1]) : so; }, least);
  }, Infinity);
  /** With a hole wherever nothing was timed for longer than is usual: no line leads across it. */
  function holed(points) {
    var all = [];
    points.forEach(function (point, i) {
      var before = i && points[i - 1][0];
      if (i && point[0] - before > usual * 3) { all.push([(before + point[0]) / 2, null]); }
      all.push(point);
    });
    return all;
  }
  function told(xWord, yWord) {
    return function (points) {
      return [xWord(points[0].axisValue)].concat(points.map(function (point) {
        return point.seriesName + ': ' + (yWord || figure)(point.value[1]);
      })).join('\n');
    };
  }
  function overTime(id, series, yAxis, yWord) {
    var option = base(time(), Object.assign({ type: 'value', minInterval: yAxis && yAxis.whole ? 1 : 0 }, yAxis), series);
    option.tooltip.formatter = told(clock, yWord);
    draw(id, option);
    return option;
  }
  /** What was done seldom enough that each time can be seen, the rarest first. */
  function rare(most) {
    var events = data.timeline.events;
    return Object.keys(events).filter(function (name) { return name !== 'other-spoke' && events[name].length <= most; })
      .sort(function (a, b) { return events[a].length - events[b].length; }).slice(0, 6);
  }
  /** The losses after which most broke, then the rarest events. */
  function rowsOf(most) {
    var worst = data.worst.filter(function (name) { return data.timeline.events[name]; });
    return worst.concat(rare(most).filter(function (name) { return worst.indexOf(name) < 0; })).slice(0, 6);
  }
  /** A line through the chart wherever something rare happened; the chart of events below names it. */
  function marked(series) {
    var instants = {};
    rare(4).forEach(function (name) {
      data.timeline.events[name].forEach(function (point) { instants[point[0]] = true; });
    });
    var marks = Object.keys(instants).map(function (x) { return { xAxis: Number(x) }; });
    if (marks.length && series.length) {
      series[0].markLine = {
        silent: true, symbol: 'none', data: marks, label: { show: false }, lineStyle: { color: colour('text'), width: 1, type: 'dashed' }
      };
    }
    return series;
  }
  function events() {
    var t = data.timeline;
    var names = Object.keys(t.events);
    var place = document.getElementById('chart-events');
    if (!place) { return; }
    place.style.height = 40 + 26 * names.length + 'px';
    var widest = Math.max.apply(null, names.map(function (name) { return name.length; }));
    var option = base(time(), { type: 'category', data: names, inverse: true, axisTick: { show: false } }, names.map(function (name, i) {
      return {
        name: name, type: 'scatter', symbol: symbols[i % 8],
        data: t.events[name].map(function (point) { return [point[0], name, point[1]]; }),
        symbolSize: function (value) { return Math.min(20, 9 + 2 * Math.log2(value[2])); }
      };
    }));
    option.legend.show = false;
    option.grid = { left: 16 + 7 * Math.min(widest, 20), right: 34, top: 8, bottom: 28 };
    option.yAxis.axisLabel = { color: colour('text'), width: 150, overflow: 'truncate' };
    option.yAxis.splitLine = { show: true, lineStyle: { color: colour('line') } };
    option.tooltip.trigger = 'item';
    option.tooltip.formatter = function (point) { return clock(point.value[0]) + '\n' + point.value[1] + ': ' + figure(point.value[2]); };
    draw('chart-events', option);
  }
  /** The whole run in one picture: what came back and what broke, and under it, a row each, which anomalies were found and what was done. */
  function run() {
    var t = data.timeline;
    var place = document.getElementById('chart-reconnections');
    if (!place) { return; }
    var hues = palette();
    var marks = ['circle', 'rect', 'triangle', 'roundRect', 'emptyCircle', 'emptyTriangle'];
    var kinds = Math.min(Object.keys(t.anomalies).length, marks.length);
    var rows = Object.keys(t.anomalies).slice(0, kinds).map(function (kind) {
      return { name: kind, points: at(t.middle, t.anomalies[kind]).filter(function (point) { return point[1]; }) };
    }).concat(rowsOf(24).map(function (name) { return { name: data.words[name] || name, points: t.events[name] }; }));
    if (data.late.length) { rows.push({ name: 'generator late', points: [] }); }
    var names = rows.map(function (row) { return row.name; });
    var tall = drawing.narrow() ? 120 : 150, lane = 22, top = 40;
    place.style.height = top + tall + 30 + lane * rows.length + 'px';
    var series = bars([
      { name: 'kept', points: at(t.middle, t.kept), colour: colour('c1') },
      { name: 'broken', points: at(t.middle, t.broken), colour: colour('c2') }
    ]);
    var option = base(time(), { minInterval: 0, splitNumber: 3 }, series);
    option.legend.data = ['kept', 'broken'];
    var widest = Math.max.apply(null, names.map(function (name) { return name.length; }).concat(0));
    var left = Math.max(drawing.narrow() ? 44 : 60, Math.min(16 + 6.2 * widest, drawing.narrow() ? 140 : 240));
    document.getElementById('chart-reconnections-key').hidden = !rows.length;
    // Both parts share an axis, so neither may make room for its labels by itself.
    var right = option.grid.right;
    function part(from, height) { return { left: left, right: right, top: from, height: height, outerBoundsMode: 'none' }; }
    option.grid = [part(top, tall)];
    if (rows.length) {
      option.grid.push(part(top + tall + 26, lane * rows.length));
      option.xAxis = [option.xAxis, drawing.axis(Object.assign(time(), { gridIndex: 1, axisLabel: { show: false }, axisTick: { show: false } }))];
      option.yAxis = [option.yAxis, drawing.axis({
        type: 'category', gridIndex: 1, data: names, inverse: true, axisTick: { show: false },
        axisLabel: { color: colour('text'), fontSize: drawing.narrow() ? 10 : 11, width: left - 12, overflow: 'truncate', interval: 0 }, splitLine: { show: true, lineStyle: { color: colour('line') } }
      })];
      option.axisPointer = { link: [{ xAxisIndex: 'all' }] };
    }
    data.late.forEach(function (span) {
      series.push({
        name: 'generator late', type: 'line', xAxisIndex: 1, yAxisIndex: 1, showSymbol: false, silent: true, tooltip: { show: false },
        lineStyle: { color: colour('quiet'), width: 7, type: 'solid', cap: 'butt' },
        data: [[span[0], 'generator late'], [span[1], 'generator late']]
      });
    });
    rows.forEach(function (row, k) {
      var anomaly = k < kinds;
      series.push({
        name: row.name, type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbol: anomaly ? marks[k] : 'diamond',
        itemStyle: { color: anomaly ? hues[(k + 3) % hues.length] : colour('text') },
        data: row.points.map(function (point) { return [point[0], row.name, point[1]]; }),
        symbolSize: function (point) { return Math.min(16, 8 + 2 * Math.log2(point[2])); }
      });
    });
    option.tooltip.formatter = function (points) {
      return [clock(points[0].axisValue)].concat(points.map(function (point) {
        return point.seriesName + ': ' + figure(point.value.length > 2 ? point.value[2] : point.value[1]) + (point.value.length > 2 ? '' : '/s');
      })).join('\n');
    };
    draw('chart-reconnections', option);
    drawing.fit();
  }
  function timeline() {
    var t = data.timeline;
    var sessions = [{ name: 'virtual users', points: at(t.t, t.users) }, { name: 'open connections', points: at(t.t, t.connections) }];
    overTime('chart-sessions', marked(lines(sessions)), { whole: true });
    run();
    events();
    var kinds = Object.keys(t.anomalies);
    var colours = palette();
    overTime('chart-anomalies', bars(kinds.map(function (kind, i) {
      return { name: kind, points: at(t.middle, t.anomalies[kind]), colour: colours[(i + 1) % colours.length] };
    })), { whole: true });
  }

  function storm() {
    function seconds(ms) { return figure(ms / 1000) + ' s'; }
    var xAxis = { type: 'value', min: 0, axisLabel: { formatter: seconds } };
    var yAxis = { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value} %' } };
    var option = base(xAxis, yAxis, lines(data.storm));
    option.series.forEach(function (each) { each.showSymbol = false; delete each.sampling; });
    option.tooltip.formatter = told(seconds);
    draw('chart-storm', option);
  }

  function matches(row) {
    var wanted = cohort.value.split('=');
    return (!phase.value || row.phase === phase.value) && row.dimension === wanted[0] && (!wanted[1] || row.value === wanted[1]);
  }
  function name(row) {
    var who = row.dimension === 'all' ? '' : row.value;
    return phase.value && who ? who : who ? row.phase + ', ' + who : row.phase;
  }
  /** Of all phases three tell most; whoever wants another chooses it in the legend. */
  function first(names) {
    var wanted = ['restore', 'connect', 'lag'];
    var bare = function (name) { return name.replace(/ p99$/, ''); };
    var some = names.some(function (name) { return wanted.indexOf(bare(name)) >= 0; });
    var selected = {};
    names.forEach(function (name) {
      selected[name] = Boolean(phase.value) || !some || cohort.value !== cohort.options[0].value || wanted.indexOf(bare(name)) >= 0;
    });
    return selected;
  }
  function percentiles() {
    var shown = data.percentiles.filter(matches).slice(0, 24);
    var medians = [1000];
    shown.forEach(function (row) {
      row.points.forEach(function (p) { if (p[0] >= 2) { medians.push(Math.max(p[1], 0.001)); } });
    });
    var least = Math.pow(10, Math.floor(Math.log10(Math.min.apply(null, medians))));
    var option = base(
      { type: 'log', min: 1, axisLabel: { formatter: percentile } },
      { type: 'log', min: least, axisLabel: { formatter: figure } },
      lines(shown.map(function (row) {
        return { name: name(row), points: row.points.map(function (p) { return [p[0], Math.max(p[1], least)]; }) };
      })));
    option.series.forEach(function (each) { each.showSymbol = false; });
    option.legend.selected = first(shown.map(name));
    option.tooltip.formatter = told(nines, millis);
    draw('chart-percentiles', option);
  }
  function latency() {
    var shown = data.overTime.filter(matches).slice(0, 24);
    var named = shown.length === 1
      ? ['max', 'p99', 'p50'].map(function (key) { return { name: key, points: holed(at(shown[0].t, shown[0][key])) }; })
      : shown.map(function (row) { return { name: name(row) + ' p99', points: holed(at(row.t, row.p99)) }; });
    var option = overTime('chart-latency', lines(named), { type: 'log', axisLabel: { formatter: figure } }, millis);
    option.legend.selected = first(named.map(function (each) { return each.name; }));
    draw('chart-latency', option);
  }
  function lag() {
    var row = data.overTime.filter(function (each) { return each.phase === 'lag' && each.dimension === 'all'; })[0];
    if (!row) { return; }
    var series = lines(['max', 'p99', 'p50'].map(function (key) { return { name: key, points: holed(at(row.t, row[key])) }; }));
    var limits = data.lagLimitMillis ? [drawing.mark('limit of p99', 'yAxis', data.lagLimitMillis, 'bad', 'dashed')] : [];
    limits.forEach(function (limit) { limit.label.position = 'insideStartTop'; });
    series[0].markLine = drawing.marks(limits);
    var most = Math.max.apply(null, row.max.concat(data.lagLimitMillis || 0));
    overTime('chart-lag', series, { type: 'log', max: Math.pow(10, Math.ceil(Math.log10(most))), axisLabel: { formatter: figure } }, millis);
  }
  function rows() {
    document.querySelectorAll('#latency-by-cohort tbody tr').forEach(function (row) {
      row.hidden = !matches(row.dataset);
    });
  }
  function filtered() {
    if (!phase) { return; }
    percentiles();
    latency();
    rows();
  }
  function all() {
    timeline();
    storm();
    lag();
    filtered();
  }
  if (phase) {
    phase.addEventListener('change', filtered);
    cohort.addEventListener('change', filtered);
  }
  drawing.always(all);
})();
