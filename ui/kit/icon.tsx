import './icon.css'

/** Our own line icons on a 24-unit square: one weight, round ends. */
const PATHS = {
  boards: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  insights: 'M4 19h16M7 15l3.5-4.5 3 2.5L18 7',
  live: 'M12 12h.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8',
  events: 'M4 6h.01M4 12h.01M4 18h.01M8 6h12M8 12h12M8 18h8',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4 4',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M7 10l5 5 5-5',
  right: 'M10 7l5 5-5 5',
  left: 'M14 7l-5 5 5 5',
  more: 'M5 12h1M11.5 12h1M18 12h1M5 12.2h1M11.5 12.2h1M18 12.2h1',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.3M20 4.5v4.8h-4.8',
  pin: 'M12 15v6M8 4h8l-1 6 3 3v2H6v-2l3-3z',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 5l11 7-11 7z',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  trash: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  text: 'M5 6V5h14v1M12 5v14M9.5 19h5',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 4.5M15.5 9.2h.01',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  filter: 'M4 6h16M7 12h10M10 18h4',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  screen: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  verified:
    'M12 3l2.3 1.7 2.8-.1.8 2.7 2.3 1.7-1 2.7 1 2.7-2.3 1.6-.8 2.7-2.8-.1L12 20.5l-2.3-1.9-2.8.1-.8-2.7-2.3-1.6 1-2.7-1-2.7 2.3-1.7.8-2.7 2.8.1zM8.5 12l2.4 2.4 4.4-4.6',
  calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7',
  keyboard: 'M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 14.5h8',
  out: 'M14 5H5v14h9M10 12h11M17.5 8.5L21 12l-3.5 3.5',
  rail: 'M4 5h16v14H4zM9.5 5v14',
  line: 'M4 17l5-6 4 3 7-8',
  area: 'M4 19V14l5-5 4 3 7-6v13z',
  bar: 'M6 19v-6M12 19V6M18 19v-9',
  ranks: 'M4 6h16M4 12h10M4 18h5',
  pie: 'M12 12V4a8 8 0 1 1-8 8zM8.5 4.8A8 8 0 0 0 4.8 8.5',
  funnel: 'M4 5h16M6.5 10h11M9 15h6M11 20h2',
  retention: 'M4 4h16v16H4zM4 9.3h16M4 14.6h10.6M9.3 4v16M14.6 4v10.6',
  paths: 'M4 6h4c5 0 4 12 9 12h3M4 18h4c2 0 3-2 4-4.5M14.5 8c.8-1.3 1.7-2 3-2H20',
  lifecycle: 'M4 12a8 8 0 0 1 14-5.3M20 12a8 8 0 0 1-14 5.3M18.5 3v4h-4M5.5 21v-4h4',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3.5 19a5.5 5.5 0 0 1 11 0M15.5 10.6a2.8 2.8 0 1 0-1-5.4M17 14a5 5 0 0 1 3.5 5',
  sql: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  number: 'M9 5L7 19M17 5l-2 14M5 9.5h15M4 14.5h15',
  drag: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  external: 'M13 5h6v6M19 5l-9 9M16 14v5H5V8h5',
  settings:
    'M5 7h8M17 7h2M5 12h2M11 12h8M5 17h6M15 17h4M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM13 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  flag: 'M6 21V4M6 5h12l-3 4 3 4H6',
  star: 'M12 4l2.5 5.2 5.6.8-4 4 .9 5.7-5-2.7-5 2.7.9-5.7-4-4 5.6-.8z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
