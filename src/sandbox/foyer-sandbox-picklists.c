/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls that list what can be chosen. Shapes are as loose as the platform's: every list has an id that is a text,
 * and members that are null, missing or not on any page. */
#include "foyer-sandbox-picklists.h"

#include "foyer-sandbox-page.h"
#include "foyer-sandbox-tables.h"

/* Writes the members of row I; the object around them is there. */
typedef void (*WriteRow) (FoyerSandboxWriter *writer, guint i, gint64 epoch);

static FoyerSandboxReply *
answer_table (FoyerSandboxCall *call, guint n_rows, WriteRow write_row)
{
  FoyerSandboxPage page;
  FoyerSandboxWriter writer;
  FoyerSandboxReply *refusal = foyer_sandbox_page_parse (call->params, &page);
  gint64 from, to;

  if (refusal != NULL)
    return refusal;
  from = MIN (page.start, (gint64) n_rows);
  to = MIN (from + page.per_page, (gint64) n_rows);
  foyer_sandbox_page_open (&page, &writer, n_rows, to - from);
  for (gint64 i = from; i < to; i++)
    {
      foyer_sandbox_writer_open_object (&writer, NULL);
      write_row (&writer, (guint) i, call->store->world.epoch);
      foyer_sandbox_writer_close_object (&writer);
    }
  return foyer_sandbox_page_close (&writer);
}

/* Every seventh id of a list comes as a text. */
static void
write_id (FoyerSandboxWriter *writer, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (id % 7 == 3)
    foyer_sandbox_writer_text (writer, "id", text);
  else
    foyer_sandbox_writer_integer (writer, "id", id);
}

static void
write_quality (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  write_id (writer, foyer_sandbox_qualities[i].id);
  foyer_sandbox_writer_text (writer, "label", foyer_sandbox_qualities[i].name);
  foyer_sandbox_writer_boolean (writer, "showOnDash", i < 3);
}

/* No children come as an empty list, as null or not at all. */
static void
write_children (FoyerSandboxWriter *writer, const FoyerSandboxParent *parent, const char *name, const char *title)
{
  guint n = foyer_sandbox_parent_count_children (parent);

  if (n == 0 && parent->id % 3 == 1)
    return;
  if (n == 0 && parent->id % 3 == 2)
    {
      foyer_sandbox_writer_null (writer, name);
      return;
    }
  foyer_sandbox_writer_open_array (writer, name);
  for (guint i = 0; i < n; i++)
    {
      foyer_sandbox_writer_open_object (writer, NULL);
      write_id (writer, parent->children[i].id);
      foyer_sandbox_writer_text (writer, title, parent->children[i].name);
      foyer_sandbox_writer_close_object (writer);
    }
  foyer_sandbox_writer_close_array (writer);
}

static void
write_stage (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  const FoyerSandboxParent *stage = &foyer_sandbox_stages[i];

  write_id (writer, stage->id);
  foyer_sandbox_writer_text (writer, "name", stage->name);
  if (stage->apply_to != FOYER_SANDBOX_FOR_ANYTHING)
    foyer_sandbox_writer_integer (writer, "applyTo", stage->apply_to);
  write_children (writer, stage, "reasons", "reason");
  foyer_sandbox_writer_integer (writer, "displayOrder", i + 1);
}

static void
write_type (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  const FoyerSandboxParent *type = &foyer_sandbox_types[i];

  write_id (writer, type->id);
  foyer_sandbox_writer_text (writer, "type", type->name);
  write_children (writer, type, "subtypes", "name");
}

static void
write_source (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  write_id (writer, foyer_sandbox_sources[i].id);
  foyer_sandbox_writer_text (writer, "name", foyer_sandbox_sources[i].name);
  foyer_sandbox_writer_text (writer, "description", i % 3 == 0 ? "" : NULL);
  if (i % 2 == 0)
    foyer_sandbox_writer_raw (writer, "cost", "120.50");
  else
    foyer_sandbox_writer_null (writer, "cost");
  foyer_sandbox_writer_boolean (writer, "isReferral", foyer_sandbox_sources[i].id == 34);
  foyer_sandbox_writer_null (writer, "defaultType");
}

static void
write_channel (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  write_id (writer, foyer_sandbox_channels[i].id);
  foyer_sandbox_writer_text (writer, "name", foyer_sandbox_channels[i].name);
}

static void
write_industry (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  gint64 day = 24 * 3600;

  write_id (writer, foyer_sandbox_industries[i].id);
  foyer_sandbox_writer_text (writer, "name", foyer_sandbox_industries[i].name);
  foyer_sandbox_writer_time (writer, "createdDate", epoch - 1000 * day);
  foyer_sandbox_writer_time (writer, "modifiedDate", epoch - (900 - (gint64) i) * day);
}

static void
write_user (FoyerSandboxWriter *writer, guint i, gint64 epoch)
{
  const FoyerSandboxUser *user = &foyer_sandbox_users[i];
  g_autofree char *first = g_str_to_ascii (user->first_name, "C");
  g_autofree char *mailbox = g_ascii_strdown (first, -1);
  g_autofree char *email = g_strdup_printf ("%s@sample.example", mailbox);

  write_id (writer, user->id);
  foyer_sandbox_writer_text (writer, "firstName", user->first_name);
  foyer_sandbox_writer_text (writer, "lastName", user->last_name);
  foyer_sandbox_writer_text (writer, "email", email);
  if (i % 4 == 3)
    foyer_sandbox_writer_text (writer, "currentStatus", user->active ? "1" : "2");
  else
    foyer_sandbox_writer_integer (writer, "currentStatus", user->active ? 1 : 2);
  foyer_sandbox_writer_text (writer, "userType", user->user_type);
}

FoyerSandboxReply *
foyer_sandbox_answer_qualities (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_qualities, write_quality);
}

FoyerSandboxReply *
foyer_sandbox_answer_stages (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_stages, write_stage);
}

FoyerSandboxReply *
foyer_sandbox_answer_types (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_types, write_type);
}

FoyerSandboxReply *
foyer_sandbox_answer_sources (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_sources, write_source);
}

FoyerSandboxReply *
foyer_sandbox_answer_channels (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_channels, write_channel);
}

FoyerSandboxReply *
foyer_sandbox_answer_industries (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_industries, write_industry);
}

FoyerSandboxReply *
foyer_sandbox_answer_users (FoyerSandboxCall *call)
{
  return answer_table (call, foyer_sandbox_n_users, write_user);
}
