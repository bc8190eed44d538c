import { defineConfig } from 'vitepress'

const page = (text, link) => ({ text, link })

// Every page of this folder; the build fails on a link to a page that is not there.
export default defineConfig({
  title: 'Holdfast',
  description: 'Does your WebSocket backend keep its users\' sessions when the network does not?',
  cleanUrls: true,
  // Files of the repository beside these pages are read there.
  ignoreDeadLinks: [/^\.\.?\/\.\./, /\.(conf|json)$/],
  // These pages are Markdown and no templates: {{…}} in a dialect file stands for itself.
  markdown: {
    config: (md) => {
      const rules = md.renderer.rules
      const escape = (rule) => (...all) =>
        rule(...all).replaceAll('{{', '&#123;&#123;').replaceAll('}}', '&#125;&#125;')
      rules.text = escape(rules.text)
      rules.code_inline = escape(rules.code_inline)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [
      { text: 'Use it', items: [
        page('Start', '/'), page('Commands', '/commands'), page('Your own backend', '/targets'),
        page('Dialects', '/dialects'), page('If it says INVALID', '/invalid'), page('Reports', '/reports'),
        page('Pull requests and build servers', '/pull-requests'), page('Without Maven', '/without-maven')] },
      { text: 'Simulations', items: [
        page('Release gate', '/test-plan'), page('Soak', '/soak'), page('Resilience', '/resilience'),
        page('Capacity', '/capacity'), page('More than one machine', '/scale'),
        page('Stores and nodes', '/stores')] },
      { text: 'How it judges', items: [
        page('Oracle', '/oracle'), page('Protocol', '/protocol'), page('Fault proxy', '/faults'),
        page('Detection matrix', '/detection-matrix'), page('A sound backend', '/sound-backend'),
        page('Real servers', '/servers'), page('How this compares', '/comparison'),
        page('Performance', '/performance'), page('Glossary', '/glossary')] },
      { text: 'Work on it', items: [page('Releasing', '/releasing'), page('This site', '/site')] },
    ],
  },
})
