import classes from "./tool-icon.module.css";
import { toolLook } from "./tool-looks";

interface ToolIconProps {
  tool: string;
  size?: number;
  plain?: boolean;
  /** A picture that a teacher gave the tool, in place of its own icon. */
  url?: string | null;
}

/** A tool's icon on its tint. Decorative: the tool's name stands beside it or is the label of what holds it. */
export function ToolIcon({ tool, size = 28, plain = false, url }: ToolIconProps) {
  if (url) return <img src={url} alt="" className={classes.picture} style={{ inlineSize: size, blockSize: size }} />;
  const { icon: Icon, hue } = toolLook(tool);
  const style = { "--hue": hue, inlineSize: size, blockSize: size } as React.CSSProperties;
  return (
    <span className={classes.tile} data-plain={plain || undefined} style={style} aria-hidden>
      <Icon size={Math.round(size * (plain ? 0.86 : 0.64))} stroke={1.7} />
    </span>
  );
}
