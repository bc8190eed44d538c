
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('chart-data').textContent);
  var colour = drawing.colour, figure = drawing.figure, draw = drawing.draw, marks = drawing.marks;

  /** Both charts of a search begin at 0 and end at one place, so that its limit stands in both at one place. */
  function base(xName, most, yAxis, series, legend) {
    var option = drawing.base(
      { name: xName, nameLocation: 'middle', nameGap: 28, min: 0, max: most, splitLine: { show: false }, axisLabel: { formatter: figure, showMaxLabel: false } },
      Object.assign({ axisLabel: { formatter: figure } }, yAxis), series);
    option.grid.bottom = 46;
    option.grid.top = 52;
    option.legend.data = legend;
    option.tooltip.trigger = 'item';
    option.tooltip.formatter = function (point) {
      return point.value ? point.seriesName + '\n' + figure(point.value[0]) + ': ' + figure(point.value[1]) : point.name;
    };
    return option;
  }
  function mark(name, at, key, hue, dash) { return drawing.mark(name, key, at, hue, dash); }
  /** The law is drawn beyond what was measured, and its band needs the axis to end where it does. */
  function far(search, key) {
    if (search.law && (search.sameAxis || key === 'atOnce')) { return search.law[search.law.length - 1][0]; }
    var most = Math.max.apply(null, search.levels.map(function (level) { return level[key]; }).concat(search.limit || 0));
    var step = Math.pow(10, Math.floor(Math.log10(most || 1)));
    return Math.ceil(most * 1.05 / (step / 4)) * step / 4;
  }

  /** Named above the chart as the limit is, unless both stand too near to each other. */
  function knee(at, limit, most) {
    var line = mark('knee', at, 'xAxis', 'c4', 'dashed');
    line.label.position = limit && Math.abs(limit - at) < most * 0.08 ? 'insideEndTop' : 'end';
    return line;
  }
  function upright(search, limit) {
    return limit ? [mark(search.limitIs, limit, 'xAxis', 'good', 'solid')] : [];
  }
  function levels(search, verdict, name, symbol, hue, x, y) {
    return {
      name: name, type: 'scatter', symbol: symbol, symbolSize: 10, itemStyle: { color: colour(hue) }, z: 5,
      data: search.levels.filter(function (level) { return level.verdict === verdict; })
        .map(function (level) { return [level[x], level[y]]; })
    };
  }
  function kinds(search, x, y) {
    return [
      levels(search, 'HELD', 'held', 'circle', 'c3', x, y),
      levels(search, 'BROKE', 'broke', 'triangle', 'c2', x, y),
      levels(search, 'INVALID', 'invalid', 'emptyRect', 'c7', x, y)
    ].filter(function (each) { return each.data.length; });
  }
  function names(series) {
    return series.map(function (each) { return each.name; }).filter(function (name, i, all) {
      return name && name.charAt(0) !== '-' && all.indexOf(name) === i;
    });
  }
  function throughput(search) {
    var series = kinds(search, 'atOnce', 'throughput');
    var most = far(search, search.sameAxis ? 'load' : 'atOnce');
    var lines = upright(search, search.limitAtOnce);
    if (search.sameAxis && search.knee) {
      lines.push(knee(search.knee, search.limitAtOnce, most));
    }
    if (search.law) {
      series.push(
        { name: '-low', type: 'line', stack: 'band', xAxisIndex: 1, silent: true, symbol: 'none', lineStyle: { opacity: 0 }, data: search.law.map(function (p) { return p[2]; }) },
        { name: 'law, 95 % band', type: 'line', stack: 'band', xAxisIndex: 1, silent: true, symbol: 'none', lineStyle: { opacity: 0 },
          itemStyle: { color: colour('c1') }, areaStyle: { color: colour('c1'), opacity: 0.2 },
          data: search.law.map(function (p) { return p[3] - p[2]; }) },
        { name: 'scalability law', type: 'line', silent: true, symbol: 'none', itemStyle: { color: colour('c1') }, lineStyle: { color: colour('c1'), width: 1.8 },
          data: search.law.map(function (p) { return [p[0], p[1]]; }) }
      );
    }
    if (series.length) {
      series[0].markLine = marks(lines);
    }
    var option = base(search.sameAxis ? search.unit : 'units of work under way', most, { min: 0 }, series, names(series));
    if (search.law) {
      // Bands are stacked, and only series over categories stack: a second axis, of the law's places.
      option.xAxis = [option.xAxis, { type: 'category', show: false, boundaryGap: false, data: search.law.map(function (p) { return p[0]; }) }];
    }
    draw('throughput-' + search.id, option);
  }
  function middle(values) {
    var sorted = values.slice().sort(function (a, b) { return a - b; });
    return sorted[Math.floor((sorted.length - 1) / 2)];
  }
  function curve(search, key) {
    var byLoad = {};
    search.levels.filter(function (level) { return level.verdict !== 'INVALID'; }).forEach(function (level) {
      (byLoad[level.load] = byLoad[level.load] || []).push(level[key]);
    });
    return Object.keys(byLoad).map(Number).sort(function (a, b) { return a - b; }).map(function (load) {
      return [load, middle(byLoad[load])];
    });
  }
  function latency(search) {
    var series = kinds(search, 'load', 'p99');
    var lines = upright(search, search.limit);
    lines.push(mark('promise', search.promise, 'yAxis', 'bad', 'dashed'));
    lines[lines.length - 1].label.position = 'insideStartTop';
    if (search.latencyKnee) {
      lines.push(knee(search.latencyKnee, search.limit, far(search, 'load')));
    }
    ['p99', 'p50'].forEach(function (key, i) {
      var hue = colour(i ? 'c6' : 'c1');
      series.push({
        name: key, type: 'line', symbol: 'none', itemStyle: { color: hue }, lineStyle: { color: hue, width: 1.6, type: i ? 'dashed' : 'solid' },
        data: curve(search, key)
      });
    });
    series[0].markLine = marks(lines);
    draw('latency-' + search.id, base(search.unit, far(search, 'load'), { type: 'log', min: floor(search) }, series, names(series)));
  }
  function floor(search) {
    var least = Math.min.apply(null, search.levels.map(function (level) { return level.p50 > 0 ? level.p50 : 1; }));
    return Math.pow(10, Math.floor(Math.log10(least)));
  }
  function all() {
    data.searches.forEach(function (search) {
      if (search.levels.length) {
        throughput(search);
        latency(search);
      }
    });
  }
  drawing.always(all);
})();
