// Style sheets mean nothing to jsdom: every class name reads as undefined.
const styles: Record<string, string> = {};
export default styles;
