/** The mark, 64 by 64 pixels as PNG: a mail carries it along, because nothing in a mail is fetched from anywhere. */
export const mark = Buffer.from(
  [
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAACXBIWXMAAAsTAAALEwEAmpwYAAAFM0lEQVR42u1be4gVVRif3u8STdqZuduSqW",
    "VBL/ujB1RWFGVZJFZ/iNVWt51z5iY9IELoFqQ7Z+aarVoRlUZJRET0QCwryJ4WQRgKURIJFT0oyLbSpbLfN/cuLuk9M2dm7pnZyxw43BX3nvO9",
    "v+/8vm8No1zlKle5yqVnTRyqHWk1aqebwr3aEqy/4vOaLXjV9tmtVuBcaQ+6p06us8O7i+GAXQsmV9s+/wKf/+Jzl3QL/rct2BbsJ/HvuXTGuG",
    "PcDvgF0Orz0PKOSIYjtuXzv7DX0JnjgHH3MkvwjWmZbm8d7MOKxy8tHOPHDjpToKW1HWN8Tzd5le4shtZ9ZwE0M6yN+VHXEOxPCGJhboxPHaod",
    "BCKe1c34Xqxh9Un1+oFame9btnACfH2Dutb4txDai/gcND3mkvVUBL+lmQ6ZQOB8xfLZdwnO3TDFqx6lhXm6CER+rBDFv7I9fq8lBk6Ie0evx0",
    "7G9xZBWFvj38M+6rgQyOxx2XsxTfMz02dXGfX6vokvxHdtz7kGGt4UU9jvdNQdWgVNFCG/gxBuvDBvv8wuxlktN4kRbNmqjjBvefymGL64yWrw",
    "6Z1SALkRhLs5WgjOgkwvPiZwj8PB2yOKlDcnif4jtMQgwd6OEML2noD1ZWn6L0cxX1l6xyG6shDdFSUE/P9LWZW3F0YEns15PFia2SjCHYQzK4",
    "NKj70rueQPlfSW9erxnBlEg6w+SHWB6bvnRqS6/ErR0cDo8zsjLPTsNIc/I/H7LcjT++f+GAENIX6QdVokZEaWdwnoKMpr1BLudRJFDScK0ARb",
    "SQ79Om2hY9arh5oN90TaqTMIaIGmt0liwRVJgt9jEt+/P7m22EU4ez2IGhlD4AjOfIMyTopg/YBEYSsT+D/7XFJpnZLMV/mjMVCflUliC4GtEo",
    "V9muCtv1tD/wsqPxi7jH3UNcQfUQA7lisLGDThe7+0cYERpUcSPUcl/rQuGUiqDIY+FELmChtW+2V7K7h9mkL+dy6RaGdZAv9cnzdyZPnuxQoE",
    "u/Mlmrlb7SF112Ht3UnnduepROp+CfLiqD5h82c+pPvG+K8t4HSSGDCgFp359CIIQNECZJUVv0e14MndBQT7DcXWxPgWgO5LlikqLHJyZN4OnN",
    "lGZmYLZpQBDOGcryMN7pEWA369kuZH18zHqwe0M1sQ9msSpJcqPIWA9XD+LS+Uj+0I7BX8zESlsM9XxGI+S0Q5xaNluYTIJWla5/j+69g7x5y3",
    "kypMcpXitLoFu1ySCr8nN0kPbALmxtYJqKp1gSiCts+r841uXzDNJ2Q9P+1d2RwEcFpEqlrU9VYARt+SFEU7TMHP6G4r8JxzIsCLrT2La5O73Q",
    "qei2iKbhyX42xxV5/PeqgCjBDCJ2ajenQ3W8HcGEMR35gNZ2anaOj1a8cTIg1hD2HPSYJNdqw6HAtAInvU++o3HJyZBeIsgr3HVo+tLLRGrxCo",
    "AYEZvXiPGrbNDNybqaBKw3gTnJE2PeZotQICOGSpcW8wOj1wKgE7L075TL9Dv0vfgbB/jvNs1h8Umyb5WgJwYpjGXfHzU2EnB+hSc7MHW8PRH8",
    "ja3W0s4L58omLoDizIFejEtGhlCZtagOzAftIvANyJ4exCpEiqBJuzBOwfDaOx+JsD9nQhaw6qAcKp8Th/GJGAcTqbmqCFL5pavcUVIPrHTEwd",
    "Z9E80PgrH8OWuDMLmluMgPm+HGDZPeNHg1kEu4XzAkXABzMNml6tYnsDZ9EcMXVrwg34jYaZKktvs41ylatc5SqXvvUfehHXUbF1tOkAAAAASU",
    "VORK5CYII=",
  ].join(""),
  "base64",
)
