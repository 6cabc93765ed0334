/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sandbox answers: a success with its JSON, or a refusal in the platform's shape. */
#include "foyer-sandbox-reply.h"

struct _FoyerSandboxReply
{
  guint status;
  char *text; /* owned */
  gsize length;
};

/* Takes what WRITER has written. */
FoyerSandboxReply *
foyer_sandbox_reply_new (FoyerSandboxWriter *writer)
{
  FoyerSandboxReply *reply = g_new0 (FoyerSandboxReply, 1);

  reply->status = FOYER_SANDBOX_OK;
  reply->text = foyer_sandbox_writer_finish (writer, &reply->length);
  return reply;
}

/* The answer to every call that adds or updates. WARNING may be NULL. */
FoyerSandboxReply *
foyer_sandbox_reply_new_saved (gint64 id, const char *warning)
{
  FoyerSandboxWriter writer;

  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_boolean (&writer, "success", TRUE);
  foyer_sandbox_writer_integer (&writer, "id", id);
  if (warning != NULL)
    {
      foyer_sandbox_writer_open_array (&writer, "warnings");
      foyer_sandbox_writer_text (&writer, NULL, warning);
      foyer_sandbox_writer_close_array (&writer);
    }
  foyer_sandbox_writer_close_object (&writer);
  return foyer_sandbox_reply_new (&writer);
}

/* A failure that some calls tell without an errorCode, under status 200. */
FoyerSandboxReply *
foyer_sandbox_reply_new_failed (const char *message)
{
  FoyerSandboxWriter writer;

  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_boolean (&writer, "success", FALSE);
  foyer_sandbox_writer_text (&writer, "message", message);
  foyer_sandbox_writer_close_object (&writer);
  return foyer_sandbox_reply_new (&writer);
}

/* REASON goes to additionalMessages and may be NULL. */
FoyerSandboxReply *
foyer_sandbox_reply_new_refusal (guint error_code, guint specific_code, const char *message, const char *reason)
{
  FoyerSandboxReply *reply;
  FoyerSandboxWriter writer;

  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_integer (&writer, "errorCode", error_code);
  foyer_sandbox_writer_text (&writer, "message", message);
  if (specific_code != FOYER_SANDBOX_NO_SPECIFIC_CODE)
    foyer_sandbox_writer_integer (&writer, "specificCode", specific_code);
  if (reason != NULL)
    {
      foyer_sandbox_writer_open_array (&writer, "additionalMessages");
      foyer_sandbox_writer_text (&writer, NULL, reason);
      foyer_sandbox_writer_close_array (&writer);
    }
  foyer_sandbox_writer_close_object (&writer);
  reply = foyer_sandbox_reply_new (&writer);
  reply->status = error_code;
  return reply;
}

FoyerSandboxReply *
foyer_sandbox_reply_new_missing (const char *parameter)
{
  g_autofree char *message = g_strdup_printf ("'%s' is required", parameter);

  return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_MISSING_PARAMETER, message, NULL);
}

FoyerSandboxReply *
foyer_sandbox_reply_new_invalid (const char *parameter, const char *sentence)
{
  g_autofree char *message = g_strdup_printf ("'%s' does not validate", parameter);
  g_autofree char *reason = g_strdup_printf ("%s: %s", parameter, sentence);

  return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_INVALID_PARAMETER, message, reason);
}

void
foyer_sandbox_reply_free (FoyerSandboxReply *reply)
{
  g_free (reply->text);
  g_free (reply);
}

guint
foyer_sandbox_reply_get_status (const FoyerSandboxReply *reply)
{
  return reply->status;
}

const char *
foyer_sandbox_reply_get_text (const FoyerSandboxReply *reply, gsize *length)
{
  if (length != NULL)
    *length = reply->length;
  return reply->text;
}

char *
foyer_sandbox_reply_steal_text (FoyerSandboxReply *reply, gsize *length)
{
  *length = reply->length;
  return g_steal_pointer (&reply->text);
}
