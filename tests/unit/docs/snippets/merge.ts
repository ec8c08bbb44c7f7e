// #region merge
import { defineMergeConfig } from 'playwright-openvidu/merge';

export default defineMergeConfig({ folder: 'load-report', junit: 'junit.xml' });
// #endregion
