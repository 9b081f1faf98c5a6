/* fonts/roles.yaml: the families and weights of each font role. */
#include <string.h>

#include "model/layoutfile.h"
#include "read/yaml.h"

/* The role of an English or Chinese name, or ZB_ROLE_COUNT. */
static zb_role find_role(const char *name)
{
  static const char *const names[][2] = {
#define ZB_ROLE(id, en, zh) {en, zh},
#include "base/role.def"
#undef ZB_ROLE
  };
  int i = 0;
  while (i < ZB_ROLE_COUNT && strcmp(name, names[i][0]) != 0 && strcmp(name, names[i][1]) != 0)
    i++;
  return (zb_role)i;
}

static const char **read_families(zb_arena *a, const zb_obj *o, zb_key key, size_t *n)
{
  const zb_val *list = zb_obj_get(o, key);
  *n = list ? list->nitems : 0;
  const char **family = zb_newn(a, const char *, *n);
  for (size_t i = 0; i < *n; i++)
    family[i] = list->item[i].text;
  return family;
}

static zb_role_def read_role(zb_arena *a, const zb_obj *o, zb_role self)
{
  zb_role_def r = {.weight = (int)zb_obj_int(o, ZB_K_WEIGHT, 400),
                   .bold = (int)zb_obj_int(o, ZB_K_BOLD, 700),
                   .fallback = (zb_role)zb_obj_int(o, ZB_K_FALLBACK, self)};
  r.family = read_families(a, o, ZB_K_FAMILIES, &r.nfamilies);
  return r;
}

zb_roles *zb_roles_read(zb_arena *a, zb_diags *d, const char *path)
{
  zb_node *root = zb_yaml_read(a, d, path, &zb_yaml_limits_default, ZB_SRC_NONE);
  zb_obj *o = root ? zb_schema_decode(a, d, ZB_O_ROLEFILE, root) : NULL;
  const zb_val *roles = o ? zb_obj_get(o, ZB_K_ROLES) : NULL;
  if (!roles)
    return NULL;
  zb_roles *all = zb_new(a, zb_roles);
  zb_role_def *def = all->role;
  all->rare = read_families(a, o, ZB_K_RARE, &all->nrare);
  for (int i = 0; i < ZB_ROLE_COUNT; i++)
    def[i] = (zb_role_def){.weight = 400, .bold = 700, .fallback = i == ZB_ROLE_SONG ? ZB_ROLE_SONG : ZB_ROLE_HEI};
  def[ZB_ROLE_HEI].fallback = ZB_ROLE_SONG;
  for (size_t i = 0; i < roles->nitems; i++) {
    zb_role role = find_role(roles->name[i]->text);
    if (role == ZB_ROLE_COUNT)
      zb_diag(d, ZB_D_ROLE_UNKNOWN, roles->name[i]->src, roles->name[i]->text, NULL);
    else
      def[role] = read_role(a, roles->item[i].obj, role);
  }
  return all;
}
