/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outbox-store-testing.h"

FoyerLead *
new_lead (const char *name)
{
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  return lead;
}

static FoyerOutboxRecord *
first_of (GPtrArray *changed)
{
  g_autoptr (GPtrArray) owned = changed;

  return changed != NULL ? foyer_outbox_record_ref (changed->pdata[0]) : NULL;
}

FoyerOutboxRecord *
keep (FoyerPreciousFile *file, FoyerLead *lead, FoyerLead *base, guint hold, GError **error)
{
  return first_of (
      foyer_outbox_store_keep_finish (file, AWAIT (foyer_outbox_store_keep_async, file, lead, base, hold), error));
}

FoyerOutboxRecord *
keep_new (FoyerPreciousFile *file, const char *name)
{
  g_autoptr (FoyerLead) lead = new_lead (name);
  g_autoptr (GError) error = NULL;
  FoyerOutboxRecord *record = keep (file, lead, NULL, 0, &error);

  g_assert_no_error (error);
  return record;
}

GPtrArray *
move (FoyerPreciousFile *file, FoyerOutboxMove *wanted, GError **error)
{
  return foyer_outbox_store_move_finish (file, AWAIT (foyer_outbox_store_move_async, file, wanted), error);
}

FoyerOutboxRecord *
happen (FoyerPreciousFile *file, const char *uuid, FoyerOutboxEvent event)
{
  g_autoptr (GError) error = NULL;
  FoyerOutboxRecord *record = first_of (move (file, foyer_outbox_move_new (uuid, event), &error));

  g_assert_no_error (error);
  return record;
}

FoyerOutboxRecord *
begin (FoyerPreciousFile *file, FoyerOutboxRecord *record, gint64 signed_at)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  FoyerOutboxMove *wanted = foyer_outbox_move_new (record->uuid, FOYER_OUTBOX_BEGIN);
  GPtrArray *changed;

  wanted->change = record->change;
  changed = foyer_outbox_store_begin_finish (
      file, AWAIT (foyer_outbox_store_begin_async, file, wanted, body, signed_at), &error);
  g_assert_no_error (error);
  return first_of (changed);
}

FoyerOutboxRecord *
deliver (FoyerPreciousFile *file, FoyerOutboxRecord *record, gint64 platform_id, GError **error)
{
  FoyerOutboxMove *wanted = foyer_outbox_move_new (record->uuid, FOYER_OUTBOX_DELIVERED_NOW);

  wanted->ends_attempt = TRUE;
  wanted->verdict = FOYER_VERDICT_DELIVERED;
  wanted->platform_id = platform_id;
  return first_of (move (file, wanted, error));
}

GPtrArray *
list_rows (FoyerPreciousFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxNews)
      news = foyer_outbox_store_list_finish (file, AWAIT (foyer_outbox_store_list_async, file), &error);

  g_assert_no_error (error);
  return g_ptr_array_ref (news->records);
}

FoyerOutboxDue *
list_due (FoyerPreciousFile *file, guint limit)
{
  g_autoptr (GError) error = NULL;
  FoyerOutboxDue *due = foyer_outbox_store_next_finish (file, AWAIT (foyer_outbox_store_next_async, file, limit),
                                                        &error);

  g_assert_no_error (error);
  return due;
}

/* Until the next call. */
const char *
name_of (FoyerOutboxRecord *record)
{
  static char *name;
  g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (record);

  g_free (name);
  name = g_strdup (foyer_lead_get_text (lead, FOYER_LEAD_NAME));
  return name;
}
