/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tables of the sample account: what its picklists offer. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ids of one table are not valid in another, so that a mixed-up parameter is refused. */
typedef struct
{
  gint64 id;
  const char *name;
} FoyerSandboxItem;

typedef enum
{
  FOYER_SANDBOX_FOR_ANYTHING = 0, /* the platform does not say */
  FOYER_SANDBOX_FOR_OPPORTUNITIES = 1,
  FOYER_SANDBOX_FOR_LEADS = 2,
} FoyerSandboxApplyTo;

#define FOYER_SANDBOX_MAX_CHILDREN 5

/* A type with its subtypes, or a stage with its reasons; the children end with an id of 0. */
typedef struct
{
  gint64 id;
  const char *name;
  FoyerSandboxApplyTo apply_to; /* stages only */
  FoyerSandboxItem children[FOYER_SANDBOX_MAX_CHILDREN];
} FoyerSandboxParent;

typedef struct
{
  gint64 id;
  const char *first_name;
  const char *last_name;
  gboolean active;
  const char *user_type;
} FoyerSandboxUser;

extern const FoyerSandboxItem foyer_sandbox_qualities[];
extern const FoyerSandboxItem foyer_sandbox_industries[];
extern const FoyerSandboxItem foyer_sandbox_sources[];
extern const FoyerSandboxItem foyer_sandbox_channels[];
extern const FoyerSandboxItem foyer_sandbox_custom_fields[];
extern const FoyerSandboxParent foyer_sandbox_types[];
extern const FoyerSandboxParent foyer_sandbox_stages[];
extern const FoyerSandboxUser foyer_sandbox_users[];
extern const guint foyer_sandbox_n_qualities, foyer_sandbox_n_industries, foyer_sandbox_n_sources,
    foyer_sandbox_n_channels, foyer_sandbox_n_custom_fields, foyer_sandbox_n_types, foyer_sandbox_n_stages,
    foyer_sandbox_n_users;

const char *foyer_sandbox_item_name (const FoyerSandboxItem *items, guint n_items, gint64 id);
const FoyerSandboxParent *foyer_sandbox_parent_find (const FoyerSandboxParent *parents, guint n_parents, gint64 id);
const char *foyer_sandbox_parent_child_name (const FoyerSandboxParent *parent, gint64 id);
guint foyer_sandbox_parent_count_children (const FoyerSandboxParent *parent);
const FoyerSandboxUser *foyer_sandbox_user_find (gint64 id);

G_END_DECLS
