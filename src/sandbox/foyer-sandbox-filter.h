/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The `filter` of a list: field names with suffixes, and whether a row satisfies them. */
#pragma once

#include "foyer-sandbox-reply.h"
#include "foyer-sandbox-world.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_SANDBOX_FIELD_ID,
  FOYER_SANDBOX_FIELD_TEXT,
  FOYER_SANDBOX_FIELD_TIME,
} FoyerSandboxFieldKind;

typedef enum
{
  FOYER_SANDBOX_IS,
  FOYER_SANDBOX_NOT,
  FOYER_SANDBOX_CONTAINS,
  FOYER_SANDBOX_NOTCONTAINS,
  FOYER_SANDBOX_BEGINS,
  FOYER_SANDBOX_ENDS,
  FOYER_SANDBOX_LESSTHAN,    /* or equal */
  FOYER_SANDBOX_GREATERTHAN, /* or equal */
  FOYER_SANDBOX_EMPTY,
} FoyerSandboxOperator;

/* A name that may stand in a filter. */
typedef struct
{
  const char *name;
  FoyerSandboxFieldKind kind;
  guint field;                    /* what the rows are asked for */
  FoyerSandboxOperator operation; /* when the name has no suffix */
  gboolean outside;               /* is a parameter of its own, too */
} FoyerSandboxField;

typedef struct
{
  guint field;
  FoyerSandboxFieldKind kind;
  FoyerSandboxOperator operation;
  gboolean is_null;
  gint64 number;
  char *text; /* owned */
} FoyerSandboxCondition;

/* A row's value. TEXT is NULL for none, and a NUMBER of 0 is none. */
typedef struct
{
  gint64 number;
  const char *text; /* borrowed, often from BUFFER */
  char buffer[FOYER_SANDBOX_TEXT_SIZE];
} FoyerSandboxValue;

GArray *foyer_sandbox_filter_parse (JsonObject *params,
                                    const FoyerSandboxField *fields,
                                    guint n_fields,
                                    FoyerSandboxReply **refusal);
gboolean foyer_sandbox_condition_holds (const FoyerSandboxCondition *condition, const FoyerSandboxValue *value);

G_END_DECLS
