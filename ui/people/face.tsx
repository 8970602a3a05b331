import './face.css'

/** The first letter of a name, where there is no picture. */
export const Face = ({ name }: { name: string }) => (
  <span className="people-face" aria-hidden="true">
    {name.charAt(0).toUpperCase()}
  </span>
)
