/** Who works in the house. A person may carry several. The venue's duty sheet names them (003E; counter-practice 1.2). */
export const ROLES = [
  'CLERK', // 客服专员
  'RECEPTION', // 前台
  'USHER', // 接待
  'FLOOR_STAFF', // 服务员
  'TEAM_LEAD', // 领班
  'DUTY_SUPERVISOR', // 当班主管
  'CUSTOMER_SERVICE_MANAGER', // 客服经理
  'VIP_CENTRE_DIRECTOR', // VIP管理中心主任
  'OPERATIONS_GENERAL_MANAGER', // 经营总经理
  'FINANCE', // 财务
  'GENERAL_AFFAIRS', // 总务处
  'SECURITY_GUARD', // 保安
  'AV_OPERATOR', // 网管
  'OWNER', // 业主/管理员
] as const;

export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
