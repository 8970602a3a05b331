/** The mark: a small round back with a few bars for spines. */
export function Brand({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M3 26a13 13 0 0 1 26 0z" fill="var(--accent)" />
      <path
        d="M9.5 22.8v-2.6M14 22.8v-6M18.5 22.8v-4M23 22.8v-6.4"
        stroke="var(--on-accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path
        d="M5 16.3 3.2 13M10.2 10.8 9 7.2M16 9V5.2M21.8 10.8 23 7.2M27 16.3l1.8-3.3"
        stroke="var(--accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  )
}
