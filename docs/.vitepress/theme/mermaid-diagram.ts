import { useData } from 'vitepress'
import { defineComponent, h, onMounted, ref, watch } from 'vue'

let drawn = 0

/** A diagram, drawn in the reader's browser, for it follows the theme. Its text stands where it can't be drawn. */
export const MermaidDiagram = defineComponent({
  props: { code: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData()
    const svg = ref('')
    const draw = async () => {
      const { default: mermaid } = await import('mermaid')
      mermaid.initialize({ startOnLoad: false, theme: isDark.value ? 'dark' : 'neutral' })
      drawn += 1
      svg.value = (await mermaid.render(`diagram-${drawn}`, decodeURIComponent(props.code))).svg
    }
    onMounted(draw)
    watch(isDark, draw)
    return () =>
      svg.value
        ? h('div', { class: 'diagram', innerHTML: svg.value })
        : h('pre', { class: 'diagram' }, decodeURIComponent(props.code))
  },
})
