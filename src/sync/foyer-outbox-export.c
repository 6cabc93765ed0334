/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox as a text a person can keep or send: everything that would be lost with it. */

#include "foyer-json.h"
#include "foyer-outbox-private.h"

#include <string.h>

static void
write_value (JsonBuilder *builder, FoyerLead *lead, FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  FoyerCustomFields *custom = foyer_lead_get_custom_fields (lead);

  if (!foyer_lead_is_set (lead, field))
    return;
  json_builder_set_member_name (builder, info->property);
  if (info->kind == FOYER_KIND_TEXT)
    json_builder_add_string_value (builder, foyer_lead_get_text (lead, field));
  else if (info->kind != FOYER_KIND_CUSTOM)
    json_builder_add_int_value (builder, foyer_lead_get_id (lead, field));
  else
    {
      json_builder_begin_object (builder);
      for (guint i = 0; i < foyer_custom_fields_get_n (custom); i++)
        {
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_custom_fields_get_number (custom, i));

          json_builder_set_member_name (builder, number);
          json_builder_add_string_value (builder, foyer_custom_fields_get_value (custom, i));
        }
      json_builder_end_object (builder);
    }
}

static void
write_lead (JsonBuilder *builder, const char *name, FoyerLead *lead)
{
  if (lead == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    write_value (builder, lead, field);
  json_builder_end_object (builder);
}

static void
write_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
write_party (JsonBuilder *builder, const FoyerOutboxRecord *record)
{
  g_autoptr (FoyerParty) party = foyer_outbox_record_unpack_party (record);

  json_builder_set_member_name (builder, record->kind == FOYER_OUTBOX_COMPANY ? "company" : "person");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, foyer_party_get_id (party));
  write_text (builder, "name", foyer_party_get_name (party));
  write_text (builder, "email", foyer_party_get_email (party));
  write_text (builder, "phone", foyer_party_get_phone (party));
  write_text (builder, "company-name", foyer_party_get_company_name (party));
  json_builder_end_object (builder);
}

static void
write_note (JsonBuilder *builder, const FoyerOutboxRecord *record)
{
  g_autoptr (FoyerNote) note = foyer_outbox_record_unpack_note (record);
  g_autoptr (FoyerNote) base = foyer_outbox_record_unpack_note_base (record);

  write_text (builder, "note", foyer_note_get_source (note));
  if (base != NULL)
    write_text (builder, "note-base", foyer_note_get_source (base));
}

static void
write_contents (JsonBuilder *builder, const FoyerOutboxRecord *record)
{
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerLead) base = NULL;

  if (foyer_outbox_kind_is_party (record->kind))
    write_party (builder, record);
  else if (record->kind == FOYER_OUTBOX_NOTE)
    write_note (builder, record);
  else
    {
      lead = foyer_outbox_record_unpack_lead (record);
      base = foyer_outbox_record_unpack_base (record);
      write_lead (builder, "lead", lead);
      write_lead (builder, "base", base);
    }
}

static void
write_record (JsonBuilder *builder, GEnumClass *states, const FoyerOutboxRecord *record)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "row");
  json_builder_add_string_value (builder, record->uuid);
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder, g_enum_get_value (states, (int) record->state)->value_nick);
  json_builder_set_member_name (builder, "kept");
  json_builder_add_int_value (builder, record->kept);
  json_builder_set_member_name (builder, "platform-id");
  json_builder_add_int_value (builder, record->platform_id);
  if (record->answer.words != NULL)
    {
      json_builder_set_member_name (builder, "last-answer");
      json_builder_add_string_value (builder, record->answer.words);
    }
  write_contents (builder, record);
  json_builder_end_object (builder);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *records = data;
  g_autoptr (GEnumClass) states = g_type_class_ref (FOYER_TYPE_OUTBOX_STATE);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    write_record (builder, states, records->pdata[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_task_return_pointer (task, g_bytes_new_take (text, strlen (text)), (GDestroyNotify) g_bytes_unref);
}

/**
 * foyer_outbox_export_async:
 *
 * Writes all rows as JSON, for a person to keep or to send, as they are now, on another thread.
 */
void
foyer_outbox_export_async (FoyerOutbox *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FoyerOutboxRows *rows;
  GPtrArray *records;

  g_return_if_fail (FOYER_IS_OUTBOX (self));

  /* A record is never changed: another one takes its place. */
  rows = foyer_outbox_get_rows (self);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_record_unref);
  for (guint i = 0; i < foyer_outbox_rows_get_n (rows); i++)
    g_ptr_array_add (records, foyer_outbox_record_ref (foyer_outbox_rows_get_record (rows, i)));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_outbox_export_async);
  g_task_set_task_data (task, records, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * foyer_outbox_export_finish:
 *
 * Returns: (transfer full): the JSON, or %NULL with an error when it was cancelled
 */
GBytes *
foyer_outbox_export_finish (FoyerOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
