// Draws what a page carries in data-chart: {"buckets":[…],"series":[{"name","token","values":[…]}]}
(() => {
  const token = name => getComputedStyle(document.documentElement).getPropertyValue('--ef-' + name).trim();
  const charts = [];
  const option = data => ({
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
    color: data.series.map(series => token(series.token)),
    grid: { left: 4, right: 4, top: 12, bottom: 30, containLabel: true },
    legend: { bottom: 0, left: 0, itemWidth: 9, itemHeight: 9, itemGap: 14, icon: 'roundRect', textStyle: { color: token('ink-soft'), fontSize: 11 } },
    // Drawn on the canvas: an HTML tooltip would need inline styles, which the page's policy refuses.
    tooltip: {
      renderMode: 'richText', trigger: 'axis', confine: true, axisPointer: { type: 'shadow', shadowStyle: { color: token('line'), opacity: 0.45 } },
      backgroundColor: token('surface'), borderColor: token('line-strong'), textStyle: { color: token('ink'), fontSize: 12 },
    },
    xAxis: {
      type: 'category', data: data.buckets, axisTick: { show: false }, axisLine: { lineStyle: { color: token('line') } },
      axisLabel: { color: token('ink-faint'), fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value', minInterval: 1, splitNumber: 3, splitLine: { lineStyle: { color: token('line') } },
      axisLabel: { color: token('ink-faint'), fontSize: 11 },
    },
    series: data.series.map(series => ({ name: series.name, type: 'bar', stack: 'all', barMaxWidth: 22, barCategoryGap: '28%', data: series.values })),
  });
  const draw = () => {
    for (const { chart, data } of charts) {
      chart.setOption(option(data), true);
    }
  };
  for (const element of document.querySelectorAll('[data-chart]')) {
    charts.push({ chart: echarts.init(element, null, { renderer: 'canvas' }), data: JSON.parse(element.dataset.chart) });
  }
  document.fonts.ready.then(draw);
  draw();
  document.addEventListener('ef:theme', draw);
  addEventListener('resize', () => charts.forEach(({ chart }) => chart.resize()));
})();
